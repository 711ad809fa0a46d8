using System.Text.Json;

namespace Headroom.Curation.Tests.Running;

/// <summary>What is cut out of documents, and which documents of one page stay.</summary>
public sealed class RepetitionRunTests : IDisposable
{
    private const string Notice = "Diese Seite verwendet Cookies, damit wir Ihnen Größeres und Schöneres zeigen können.";

    private readonly RunFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void What_is_repeated_is_cut_out_in_whole_characters_and_kept_beside()
    {
        // The first bytes of ü and ö are the same, so a run of equal bytes ends inside a character.
        var input = _fixture.Write("a.jsonl",
            $$"""
            {"text":"{{Notice}}ü One.","id":1}
            {"id":2,"text":"Two. {{Notice}}ö"}
            {"text":"{{Notice}}"}

            """);

        var report = _fixture.Run("stages: [substring-duplicates: {bytes-min: 40}]", "out", [input]);

        Assert.Equal(
            "{\"text\":\"ü One.\",\"id\":1}\n{\"id\":2,\"text\":\"Two. ö\"}\n", File.ReadAllText(_fixture.Path("out/kept/a.jsonl")));
        var removed = Assert.Single(report.Removed);
        Assert.Equal(("substring-duplicates", "repeated_text", 1L), (removed.Stage, removed.Reason, removed.Documents));
        Assert.Equal((2, 7 + 7), (report.DocumentsOut, report.BytesOut));
        var pieces = File.ReadLines(_fixture.Path("out/cut/a.jsonl")).Select(line => JsonDocument.Parse(line).RootElement);
        Assert.Equal([(Notice, 0), (Notice, 5)], pieces.Select(piece => (
            piece.GetProperty("text").GetString()!, piece.GetProperty("headroom").GetProperty("start").GetInt32())));
    }

    [Fact]
    public void The_first_of_equal_runs_is_left_where_the_recipe_says_so()
    {
        var input = _fixture.Write("a.jsonl", $$"""{"text":"{{Notice}} One."}{{"\n"}}{"text":"Two. {{Notice}}"}{{"\n"}}""");

        _fixture.Run("stages: [substring-duplicates: {bytes-min: 40, keep-first: true}]", "out", [input]);

        Assert.Equal(
            $$"""{"text":"{{Notice}} One."}{{"\n"}}{"text":"Two."}{{"\n"}}""",
            File.ReadAllText(_fixture.Path("out/kept/a.jsonl")).Replace("Two. ", "Two.", StringComparison.Ordinal));
    }

    [Fact]
    public void Repeated_lines_go_wherever_they_stand_and_results_do_not_depend_on_workers()
    {
        string[] inputs =
        [
            _fixture.Write("a.jsonl", "{\"text\":\"Menu of this site\\nOne.\\n\"}\n"),
            _fixture.Write("b.jsonl", "{\"text\":\"Two.\\n  Menu of this site\\nOne.\"}\n"),
        ];

        var report = _fixture.Run("stages: [line-duplicates: {characters-min: 5}]", "one", inputs);
        _fixture.Run("stages: [line-duplicates: {characters-min: 5}]", "four", inputs, workers: 4);

        Assert.Equal("{\"text\":\"Two.\\nOne.\"}\n", File.ReadAllText(_fixture.Path("one/kept/b.jsonl")));
        Assert.Equal(("line-duplicates", 1L, 20L), (report.Cut[0].Stage, report.Cut[0].Documents, report.Cut[0].Bytes));
        Assert.All(_fixture.Results("one"), result => Assert.Equal(result.Value, _fixture.Results("four")[result.Key]));
    }

    [Fact]
    public void Of_the_documents_of_a_page_the_first_stays()
    {
        var input = _fixture.Write("a.jsonl",
            """
            {"text":"a","metadata":{"url":"https://www.Example.com/x/#top"}}
            {"text":"b","metadata":{"url":"http://example.com/x"}}
            {"text":"c","metadata":{"url":"http://example.com/X"}}
            {"text":"d","metadata":{}}
            {"text":"e"}
            {"text":"f","metadata":{"url":"\ud800"}}

            """);

        var report = _fixture.Run("{url: metadata.url, stages: [url-duplicates]}", "out", [input]);

        Assert.Equal((6, 5), (report.DocumentsIn, report.DocumentsOut));
        Assert.Contains("\"text\":\"b\"", File.ReadAllText(_fixture.Path("out/duplicates/a.jsonl")), StringComparison.Ordinal);
    }
}
