using System.Text;
using CsCheck;
using Headroom.Privacy.Detection;
using Headroom.Privacy.Masking;
using Headroom.Privacy.Names;
using Headroom.Privacy.Policies;
using Headroom.Privacy.Records;

namespace Headroom.Tagging.Tests;

public sealed class OnnxNamesTests : IDisposable
{
    private static readonly Gen<string> Texts =
        Gen.Char[TinyModel.Families + TinyModel.Givens + TinyModel.Others + " 😀é"].Array[0, 120].Select(letters => new string(letters));

    private readonly TinyModel _tiny = new();

    [Theory]
    [InlineData("患者王小明复查", "王小明")]
    [InlineData("张伟，李娜", "张伟", "李娜")]
    [InlineData("😀 é请联系刘 芳", "刘 芳")]
    [InlineData("王，明")]
    [InlineData("今天去了")]
    [InlineData("")]
    public void Names_are_where_the_model_sees_them(string text, params string[] names) =>
        Assert.Equal(names, Names(text));

    [Fact]
    public void Places_are_told_in_bytes_and_in_UTF16()
    {
        var found = new List<FieldFinding>();
        using var model = TaggingFile.Open(_tiny.Description);
        var run = Run(model) with { OnFinding = found.Add, Writes = false };
        StreamMask.Run(
            run, "a", new MemoryStream(Encoding.UTF8.GetBytes("{\"t\":\"\\u60a3😀王小明\"}\n")), null, TestContext.Current.CancellationToken);

        var finding = Assert.Single(found);
        Assert.Equal((7, 16, 3, "PERSON", "person/model"), (finding.Start, finding.End, finding.StartUtf16, finding.Rule.Entity, finding.Rule.Name));
        Assert.InRange(finding.Score, 0.9f, 1f);
    }

    // The model looks at one neighbour on each side, and windows share as much: where they are cut says nothing.
    [Fact]
    public void How_texts_are_cut_into_windows_changes_nothing()
    {
        _tiny.Describe("window: 4096");
        using var whole = TaggingFile.Open(_tiny.Description);
        foreach (var (window, overlap) in new[] { (8, 2), (8, 4), (9, 3), (16, 5), (64, 32) })
        {
            _tiny.Describe($"window: {window}\noverlap: {overlap}");
            using var cut = TaggingFile.Open(_tiny.Description);
            Texts.Sample(text => Assert.Equal(Spans(whole, text), Spans(cut, text)), iter: 100);
        }
    }

    [Fact]
    public void Any_number_of_threads_writes_the_same_and_nothing_is_found_again()
    {
        var lines = new StringBuilder();
        for (var line = 0; line < 400; line++) lines.Append("{\"t\":\"请联系王小明，13800138000，张伟去了\"}\n");
        using var model = TaggingFile.Open(_tiny.Description);
        var outputs = Enumerable.Range(1, 4)
            .Select(threads => Run(model) with { Threads = threads, BlockBytes = 1_000 })
            .Select(run => Masked(run, lines.ToString())).ToList();

        Assert.All(outputs, output => Assert.Equal(outputs[0], output));
        Assert.StartsWith("{\"t\":\"请联系<PERSON>，<CN_MOBILE>，<PERSON>去了\"}", outputs[0], StringComparison.Ordinal);
        var again = StreamMask.Run(
            Run(model) with { Writes = false }, "a", new MemoryStream(Encoding.UTF8.GetBytes(outputs[0])), null, TestContext.Current.CancellationToken);
        Assert.Equal(0, again.Findings);
    }

    [Fact]
    public void A_policy_names_the_model_and_its_hash_is_that_of_all_that_decides()
    {
        var policy = PolicyFile.Parse("policy: 1\nnames: {model: tagging.yaml}\n", _tiny.Of("p.yaml"), TaggingFile.Open);
        Assert.True(policy.Detection is { FindsNames: true, OtherNames: not null });

        _tiny.Describe("threshold: 0.9");
        var other = PolicyFile.Parse("policy: 1\nnames: {model: tagging.yaml}\n", _tiny.Of("p.yaml"), TaggingFile.Open);
        Assert.NotEqual(policy.Hash, other.Hash);
        Assert.Contains("line 2: a policy used here cannot", Assert.Throws<PolicyException>(
            () => PolicyFile.Parse("policy: 1\nnames: {model: tagging.yaml}\n", "p.yaml")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_name_of_a_field_speaks_for_its_value_all_the_same()
    {
        using var model = TaggingFile.Open(_tiny.Description);
        var findings = new List<Finding>();
        new Detector(new DetectorOptions { OtherNames = model }).Find("john smith"u8, "customer_name"u8, findings);
        Assert.Equal("PERSON", Assert.Single(findings).Rule.Entity);
    }

    public void Dispose() => _tiny.Dispose();

    private static MaskRun Run(INameModel model) => new()
    {
        Policy = PolicyPacks.Default with { Detection = new DetectorOptions { OtherNames = model } },
        Format = FileFormat.JsonLines,
    };

    private static string Masked(MaskRun run, string text)
    {
        var output = new MemoryStream();
        StreamMask.Run(run, "a", new MemoryStream(Encoding.UTF8.GetBytes(text)), output, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private IEnumerable<string> Names(string text)
    {
        using var model = TaggingFile.Open(_tiny.Description);
        var bytes = Encoding.UTF8.GetBytes(text);
        return [.. Spans(model, text).Select(span => Encoding.UTF8.GetString(bytes[span.Start..span.End]))];
    }

    private static List<NameSpan> Spans(OnnxNames model, string text)
    {
        var spans = new List<NameSpan>();
        model.Reader().Read(Encoding.UTF8.GetBytes(text), spans);
        return [.. spans.Select(span => span with { Score = MathF.Round(span.Score, 5) })];
    }
}
