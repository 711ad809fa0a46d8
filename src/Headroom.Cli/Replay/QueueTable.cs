using Headroom.Cli.Output;

namespace Headroom.Cli.Replay;

/// <summary>
/// Queue runs as people compare them: one row for each history and policy, the best of a history marked.
/// </summary>
internal static class QueueTable
{
    public const string Note =
        "Completion: finished minus submitted. Wait: time not running in between. * marks the shortest of its history.";

    public static IReadOnlyList<string> Titles { get; } =
    [
        "TRACE", "POLICY", "JOBS", "COMPLETION", "P99 COMPLETION", "WAIT", "P99 WAIT", "MAKESPAN", "UTILISATION",
        "PREEMPTIONS", "GPU-HOURS LOST", "MS",
    ];

    public static IReadOnlyList<IReadOnlyList<TableCell>> Rows(IReadOnlyList<QueueResult> results)
    {
        var rows = new List<IReadOnlyList<TableCell>>();
        foreach (var history in results.GroupBy(result => result.TraceIndex))
        {
            // One policy alone is not the best of anything.
            var isContest = history.Count() > 1;
            double? bestCompletion = isContest ? history.Min(result => result.Run.AverageCompletionSeconds) : null;
            double? bestP99 = isContest ? history.Min(result => result.Run.P99CompletionSeconds) : null;
            foreach (var result in history)
            {
                var run = result.Run;
                rows.Add(
                [
                    result.Trace,
                    run.Policy,
                    NumberText.Whole(run.Jobs),
                    Marked(run.AverageCompletionSeconds, bestCompletion),
                    Marked(run.P99CompletionSeconds, bestP99),
                    NumberText.Duration(run.AverageWaitSeconds),
                    NumberText.Duration(run.P99WaitSeconds),
                    NumberText.Duration(run.MakespanSeconds),
                    NumberText.Decimals(run.Utilisation * 100, 1) + " %",
                    NumberText.Whole(run.Preemptions),
                    NumberText.Decimals(run.GpuHoursLost, 1),
                    NumberText.Decimals(result.Measured.Milliseconds, 0),
                ]);
            }
        }

        return rows;
    }

    public static void Write(Terminal terminal, IReadOnlyList<QueueResult> results)
    {
        var table = new TextTable([.. Titles.Select((title, index) => new TableColumn(title, IsNumber: index > 1))]);
        foreach (var row in Rows(results))
            table.Add([.. row]);

        table.Write(terminal);
        terminal.Output.WriteLine();
        terminal.Output.WriteLine(Note);
    }

    private static TableCell Marked(double seconds, double? best)
    {
        // Equal, not close: the marked number is one of those it is compared with.
        var isBest = seconds.Equals(best);
        var mark = best is null ? "" : isBest ? " *" : "  ";
        return new TableCell(NumberText.Duration(seconds) + mark, isBest);
    }
}
