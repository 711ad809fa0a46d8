using System.Text.Json;
using Headroom.Curation.Tests.Running;

namespace Headroom.Curation.Tests.Signals;

public sealed class SignalRunTests : IDisposable
{
    private readonly RunFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void Signals_stand_beside_the_text_and_limits_remove_with_their_name()
    {
        var input = _fixture.Write("a.jsonl", """
            {"text":"One line here.\nAnother LINE"}
            {"text":"short"}
            """);

        var report = _fixture.Run("lineage: true\nstages: [signals: {words-min: 3}]", "out", [input]);

        using var kept = JsonDocument.Parse(File.ReadAllText(_fixture.Path("out/kept/a.jsonl")));
        var added = kept.RootElement.GetProperty("headroom");
        var signals = added.GetProperty("signals");
        Assert.Equal("[[0,27,5]]", signals.GetProperty("rps_doc_word_count").GetRawText());
        Assert.Equal("[[0,27,0.16666667]]", signals.GetProperty("rps_doc_stop_word_fraction").GetRawText());
        Assert.Equal("[[0,15,1.0],[15,27,0.0]]",
            signals.GetProperty("rps_lines_ending_with_terminal_punctution_mark").GetRawText());
        Assert.Equal("[[0,15,0.06666667],[15,27,0.41666667]]",
            signals.GetProperty("rps_lines_uppercase_letter_fraction").GetRawText());
        Assert.Equal(0, added.GetProperty("offset").GetInt64());
        Assert.Equal(("signals", "words_min"), (report.Removed.Single().Stage, report.Removed.Single().Reason));
    }

    [Fact]
    public void Records_are_the_bytes_that_were_read_when_nothing_is_written()
    {
        const string Record = """{"text":"some words", "id":1}""";
        var input = _fixture.Write("a.jsonl", Record + "\n");

        _fixture.Run("stages: [signals: {annotate: false}]", "out", [input]);

        Assert.Equal(Record + "\n", File.ReadAllText(_fixture.Path("out/kept/a.jsonl")));
    }
}
