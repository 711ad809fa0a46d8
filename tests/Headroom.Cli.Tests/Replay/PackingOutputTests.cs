using System.Text.Json;
using Headroom.Cli.Output;
using Headroom.Cli.Replay;

namespace Headroom.Cli.Tests.Replay;

public sealed class PackingOutputTests
{
    private static readonly PackingResult[] Results =
    [
        SomeRuns.Packing("default", "fgd", 95.25),
        SomeRuns.Packing("default", "headroom", 96.5),
        SomeRuns.Packing("default", "headroom", 96.7, 43),
    ];

    [Fact]
    public void Json_has_exactly_the_promised_members_in_order()
    {
        using var document = Json(withMoves: false);
        var run = document.RootElement.GetProperty("runs")[0];

        Assert.Equal(["runs"], Names(document.RootElement));
        Assert.Equal(
            ["trace", "policy", "seed", "arrivals", "failed", "allocatedPercent", "curve", "milliseconds"], Names(run));
        Assert.Equal(
            ["arrived", "allocated", "fragmentation", "fragmentationRatio"], Names(run.GetProperty("curve")[0]));
        Assert.Equal(131, run.GetProperty("curve").GetArrayLength());
        Assert.Equal("95.25", run.GetProperty("allocatedPercent").GetRawText());
        Assert.Equal("null", run.GetProperty("curve")[50].GetProperty("allocated").GetRawText());
        Assert.Equal(3, document.RootElement.GetProperty("runs").GetArrayLength());
    }

    [Fact]
    public void Json_tells_moves_only_when_they_were_asked_for()
    {
        using var document = Json(withMoves: true);

        var run = document.RootElement.GetProperty("runs")[0];
        Assert.Equal(2, run.GetProperty("moves").GetInt32());
        Assert.Equal(94.5, run.GetProperty("allocatedPercentWithoutMoves").GetDouble());
    }

    [Fact]
    public void Csv_has_a_line_for_each_run_and_percent()
    {
        using var output = new StringWriter { NewLine = "\n" };

        PackingOutput.WriteCsv(output, Results);

        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(1 + 3 * 131, lines.Length);
        Assert.Equal("default,fgd,42,10,3,2,94.5,50,,,,12.5", lines[51]);
        Assert.Equal("default,fgd,42,10,3,2,94.5,100,95.25,1.25,100,12.5", lines[101]);
    }

    [Fact]
    public void The_table_has_a_row_for_each_policy_with_the_best_marked()
    {
        using var output = new StringWriter { NewLine = "\n" };

        PackingTable.Write(new Terminal(output, TextWriter.Null), PackingSummary.Of(Results), withMoves: false);

        Assert.Equal(
            """
            TRACE    POLICY    ALLOCATED AT 100 %  ALLOCATED AT 130 %  FRAGMENTED AT 100 %  FAILED  MS/RUN
            default  fgd                  95.25               95.25                 100.00       3      12
            default  headroom      96.60 ± 0.14 *      96.60 ± 0.14 *        100.00 ± 0.00       3      12

            GPUs in percent of the cluster at that much arrived demand; * marks the best of its trace.

            """, output.ToString());
    }

    [Fact]
    public void After_several_traces_each_policy_has_a_row_over_all_of_them()
    {
        PackingResult[] results =
        [
            SomeRuns.Packing("a", "fgd", 90), SomeRuns.Packing("a", "headroom", 91),
            SomeRuns.Packing("b", "fgd", 95) with { TraceIndex = 1 },
            SomeRuns.Packing("b", "headroom", 94.5) with { TraceIndex = 1 },
        ];

        var rows = PackingTable.Rows(PackingSummary.Of(results), withMoves: false)
            .Select(row => string.Join(' ', row.Take(3).Select(cell => cell.Text)));

        Assert.Equal(
            [
                "a fgd 90.00  ", "a headroom 91.00 *", "b fgd 95.00 *", "b headroom 94.50  ",
                "mean of traces fgd 92.50  ", "mean of traces headroom 92.75 *",
            ],
            rows);
    }

    private static JsonDocument Json(bool withMoves)
    {
        using var output = new StringWriter();
        PackingOutput.WriteJson(output, Results, withMoves);
        return JsonDocument.Parse(output.ToString());
    }

    private static IEnumerable<string> Names(JsonElement element) =>
        element.EnumerateObject().Select(member => member.Name);
}
