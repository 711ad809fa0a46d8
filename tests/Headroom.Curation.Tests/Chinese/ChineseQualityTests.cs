using Headroom.Curation.Chinese;
using Headroom.Curation.Filters;
using Headroom.Curation.Text;

namespace Headroom.Curation.Tests.Chinese;

/// <summary>Generated dirt of fifteen kinds and clean documents.</summary>
public sealed class ChineseQualityTests
{
    [Fact]
    public void Dirt_of_every_kind_is_found_and_clean_text_stays()
    {
        var breaker = new HanWords();
        var document = new Document(breaker);
        var filter = ChineseQuality.Form.Create(
            new RuleValues(ChineseQuality.Form.Keys, new Dictionary<string, double>()), new FilterContext(breaker));
        var found = CurationCases.Of("zh_quality_synth.jsonl").Select(item =>
        {
            document.Read(item.GetProperty("input").GetString()!);
            var kind = item.GetProperty("expected").GetProperty("cls").GetString()!;
            return (Kind: kind, IsFound: !filter.Judge(document).IsKept);
        }).ToArray();

        foreach (var kind in found.Where(one => one.Kind != "clean").GroupBy(one => one.Kind))
            Assert.True(kind.Average(one => one.IsFound ? 1.0 : 0) >= 0.95, $"too little {kind.Key} is found");
        Assert.InRange(found.Where(one => one.Kind == "clean").Average(one => one.IsFound ? 1.0 : 0), 0, 0.01);
    }

    [Theory]
    [InlineData("免费办理发票，加微信 abc 咨询。", "advertisement")]
    [InlineData("这家公司的正规发票代理多年来深受各地用户和单位的信任，有事请拨打１３８００１３８０００。", "advertisement")]
    [InlineData("这篇文章介绍了微信的历史和它在各地的使用情况，也谈到了用户的看法。", null)]
    [InlineData("锟斤拷锟斤拷", "garbled")]
    [InlineData("", "empty")]
    [InlineData("only English stands here", "few_han")]
    public void A_text_gets_its_reason(string text, string? reason)
    {
        var breaker = new HanWords();
        var document = new Document(breaker);
        document.Read(text);
        var filter = ChineseQuality.Form.Create(new RuleValues(ChineseQuality.Form.Keys, new Dictionary<string, double>
        {
            // One short sentence sells with every word.
            ["sales-max"] = 1,
        }), new FilterContext(breaker));

        Assert.Equal(reason, filter.Judge(document).Reason);
    }
}
