using Headroom.Cli.Output;
using Headroom.Traces;

namespace Headroom.Cli.Replay;

/// <summary>Tells the user which lines of a history were left out and why, without burying the results.</summary>
internal static class SkippedLines
{
    private const int ShownMax = 10;

    /// <summary>The same for whoever counts jobs that never started: only what cannot be read is told.</summary>
    public static void ReportFaults(Terminal terminal, JobHistory history)
    {
        if (history.Unstarted.Count > 0)
        {
            terminal.Error.WriteLine($"headroom: {history.Name}: {history.Unstarted.Count} jobs never started; they count "
                + "as pending while they waited, and as refused once they gave up, for the median time of their tenant.");
        }

        var faults = history.Skipped.Where(line => !line.IsUnstarted).ToArray();
        var count = history.SkippedCount - history.Unstarted.Count;
        Report(terminal, [history with { Skipped = faults, SkippedCount = Math.Max(count, faults.Length) }]);
    }

    public static void Report(Terminal terminal, IReadOnlyList<JobHistory> histories)
    {
        foreach (var history in histories.Where(history => history.SkippedCount > 0))
        {
            foreach (var line in history.Skipped.Take(ShownMax))
            {
                terminal.Error.WriteLine(DisplayWidth.Printable(
                    $"headroom: {history.Name}, line {line.Line}: {line.Reason.TrimEnd('.')}."));
            }

            terminal.Error.WriteLine(DisplayWidth.Printable(
                $"headroom: {history.Name}: {history.SkippedCount} lines left out, "
                + $"{history.Jobs.Count} jobs read; --strict refuses instead."));
        }
    }
}
