using System.Text.Json;
using Headroom.Cli.Output;
using Headroom.Cli.Replay;
using Headroom.Traces;

namespace Headroom.Cli.Tests.Replay;

public sealed class QueueOutputTests
{
    private static readonly QueueResult[] Results =
        [SomeRuns.Queue("trace3", "srtf", 193081.796024), SomeRuns.Queue("trace3", "srsf", 185021.880164)];

    [Fact]
    public void Json_has_exactly_the_promised_members_in_order()
    {
        using var output = new StringWriter();
        QueueOutput.WriteJson(output, Results);

        using var document = JsonDocument.Parse(output.ToString());
        var run = document.RootElement.GetProperty("runs")[0];
        Assert.Equal(
            [
                "trace", "policy", "jobs", "averageCompletionSeconds", "makespanSeconds", "p99CompletionSeconds",
                "averageWaitSeconds", "p99WaitSeconds", "utilisation", "preemptions", "gpuHoursLost", "digest",
                "milliseconds",
            ],
            run.EnumerateObject().Select(member => member.Name));
        Assert.Equal("193081.796024", run.GetProperty("averageCompletionSeconds").GetRawText());
    }

    [Fact]
    public void Csv_has_a_line_for_each_run()
    {
        using var output = new StringWriter { NewLine = "\n" };

        QueueOutput.WriteCsv(output, Results);

        Assert.EndsWith(
            "trace3,srsf,992,185021.880164,1000000.5,925109.40082,12.25,120,0.875,7,1.5,00ff,3.25\n",
            output.ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_marks_the_shortest()
    {
        using var output = new StringWriter { NewLine = "\n" };

        QueueTable.Write(new Terminal(output, TextWriter.Null), Results);

        var rows = output.ToString().Split('\n');
        Assert.Contains("2d 3h *", rows[2], StringComparison.Ordinal);
        Assert.DoesNotContain("*", rows[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_left_out_are_told_ten_at_most_and_counted()
    {
        using var error = new StringWriter { NewLine = "\n" };
        var skipped = Enumerable.Range(2, 25).Select(line => new SkippedLine(line, "the end is missing")).ToArray();

        SkippedLines.Report(
            new Terminal(TextWriter.Null, error),
            [new JobHistory("site", [], skipped), new JobHistory("clean", [], [])]);

        var lines = error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(11, lines.Length);
        Assert.Equal("headroom: site, line 2: the end is missing.", lines[0]);
        Assert.Equal("headroom: site: 25 lines left out, 0 jobs read; --strict refuses instead.", lines[10]);
    }
}
