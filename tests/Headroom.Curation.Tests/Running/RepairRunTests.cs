using System.Text;
using System.Text.Json;

namespace Headroom.Curation.Tests.Running;

/// <summary>Damaged texts through a whole run.</summary>
public sealed class RepairRunTests : IDisposable
{
    private readonly RunFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Theory]
    [InlineData("gb18030")]
    [InlineData("utf-16")]
    [InlineData("utf-8")]
    public void A_plain_text_is_read_in_its_encoding(string name)
    {
        const string Text = "请在系统设置里选择语言，然后重新打开文件。\n这个功能可以显示所有的参数。";
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);

        _fixture.Run("stages: []", "out", [_fixture.Write("a.txt", encoding.GetBytes(Text))]);

        Assert.Equal(Text, Kept("out"));
    }

    [Fact]
    public void Repaired_texts_may_be_longer_and_what_belongs_to_the_record_stays()
    {
        // U+0958 has two code points in normal form C.
        var input = _fixture.Write("a.jsonl", "{\"text\":\"Ã©tÃ© क़\",\"n\":1}\n{\"text\":\"plain\"}\n");

        var report = _fixture.Run("stages: [repair]", "out", [input]);

        Assert.Equal((2, 1), (report.DocumentsOut, report.DocumentsEdited));
        Assert.Equal("{\"text\":\"été क\u093C\",\"n\":1}\n{\"text\":\"plain\"}\n",
            File.ReadAllText(_fixture.Path("out/kept/a.jsonl")));
    }

    [Fact]
    public void A_document_of_nothing_but_bait_is_removed()
    {
        var input = _fixture.Write("a.jsonl", "{\"text\":\"特价优惠，加微信咨询客服，免费办理！\\n版权所有，不得转载\"}\n");

        var report = _fixture.Run("stages: [chinese-recovery]", "out", [input]);

        Assert.Equal("nothing_left", Assert.Single(report.Removed).Reason);
    }

    private string Kept(string output) => JsonDocument.Parse(File.ReadAllText(
        _fixture.Path($"{output}/kept/a.jsonl"))).RootElement.GetProperty("text").GetString()!;
}
