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

        var shares = found.GroupBy(one => one.Kind).ToDictionary(
            kind => kind.Key, kind => kind.Average(one => one.IsFound ? 1.0 : 0));
        foreach (var (kind, share) in shares)
            TestContext.Current.TestOutputHelper!.WriteLine($"{kind}: {share:F3} found");

        Assert.All(shares, kind => Assert.InRange(
            kind.Value, kind.Key == "clean" ? 0 : 0.95, kind.Key == "clean" ? 0.01 : 1));
    }

    [Theory]
    [InlineData("长沙叉车哪里好？靠谱的长沙叉车公司，为您提供叉车服务，长沙叉车价格合理，欢迎来电洽谈。")]
    [InlineData("威尼斯人百家乐官网，老虎机天天送，六合彩信誉第一。欢迎来到时时彩平台，体验真人娱乐的刺激！")]
    [InlineData("高清无码 人妻 少妇 自拍偷拍 国产精品 在线播放 一区二区")]
    [InlineData("新闻 体育 财经 汽车\n房产 教育 健康\n旅游 时尚 游戏\n军事 历史 图片\n视频 博客\n论坛 微博\n邮箱 天气\n彩票 招聘")]
    [InlineData("很抱歉，您访问的页面不存在，3秒后自动跳转\n请先登录后再查看本页内容")]
    [InlineData("顶\n沙发\n楼主好人\n路过\n不错不错\n支持一下\n赞一个\n学习了，谢谢分享\n签到\n哈哈哈")]
    [InlineData("需要保洁的朋友请联系我，手机138 1234 5678，价格优惠，随叫随到。")]
    public void Dirt_of_other_words_and_kinds_is_found(string text)
    {
        var breaker = new HanWords();
        var document = new Document(breaker);
        document.Read(text);
        var filter = ChineseQuality.Form.Create(
            new RuleValues(ChineseQuality.Form.Keys, new Dictionary<string, double>()), new FilterContext(breaker));

        Assert.False(filter.Judge(document).IsKept);
    }

    [Fact]
    public void Characters_in_no_order_are_no_words()
    {
        var text = CurationCases.Of("zh_quality_synth.jsonl")
            .First(item => item.GetProperty("expected").GetProperty("cls").GetString() == "clean")
            .GetProperty("input").GetString()!;
        var random = new Random(5);
        var characters = text.Where(one => one is not '\n').ToArray();
        random.Shuffle(characters);
        var breaker = new HanWords();
        var document = new Document(breaker);
        document.Read(new string(characters));
        var filter = ChineseQuality.Form.Create(
            new RuleValues(ChineseQuality.Form.Keys, new Dictionary<string, double>()), new FilterContext(breaker));

        Assert.Equal("no_words", filter.Judge(document).Reason);
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
