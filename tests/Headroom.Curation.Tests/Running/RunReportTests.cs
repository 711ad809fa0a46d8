using Headroom.Curation.Running;

namespace Headroom.Curation.Tests.Running;

/// <summary>What a run tells of what it did.</summary>
public sealed class RunReportTests : IDisposable
{
    private const string English = "The weather was fine this morning, and so we all went out for a walk in the park.";
    private const string Chinese = "今天早上天气很好，所以我们大家一起去公园散步，看到了很多漂亮的花。";
    private const string Recipe = "stages: [language: {en: true}, c4: {sentences-min: 1, line-words-min: 2}, exact-duplicates]";

    private readonly RunFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void Documents_are_told_by_file_and_language_with_the_first_that_went_for_each_reason()
    {
        var first = _fixture.Write("a.jsonl", Lines(English, Chinese, English));
        var second = _fixture.Write("b.jsonl", Lines(Chinese, Chinese, Chinese, English + " It was nice."));

        var report = _fixture.Run(Recipe, "out", [first, second], workers: 2);

        Assert.Equal([new LanguageCount("en", 3, 3), new LanguageCount("zh-Hans", 4, 0)], report.Languages);
        Assert.Equal([(3, 1), (4, 1)], report.Sources.Select(source => (source.DocumentsIn, source.DocumentsOut)));
        Assert.Equal(report.BytesOut, report.Sources.Sum(source => source.BytesOut));
        Assert.Equal(
            [
                ("language", "other_language", first, Lines(English).Length),
                ("language", "other_language", second, 0),
                ("language", "other_language", second, Bytes(Lines(Chinese))),
                ("exact-duplicates", "exact_duplicate", first, Lines(English).Length + Bytes(Lines(Chinese))),
            ],
            report.Examples.Select(example => (example.Stage, example.Reason, example.File, (int)example.Place)));
        Assert.Equal([Chinese, Chinese, Chinese, English], report.Examples.Select(example => example.Text));
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        var input = _fixture.Write("a.jsonl", Lines(English, Chinese, English));
        var report = _fixture.Run(Recipe, "out", [input]);

        var read = ReportFile.Read(_fixture.Path("out/report.json"));

        Assert.Equivalent(report, read, strict: true);
    }

    private static string Lines(params string[] texts) => string.Concat(texts.Select(text => $"{{\"text\":\"{text}\"}}\n"));

    private static int Bytes(string text) => System.Text.Encoding.UTF8.GetByteCount(text);
}
