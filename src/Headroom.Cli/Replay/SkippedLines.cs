using Headroom.Cli.Output;
using Headroom.Traces;

namespace Headroom.Cli.Replay;

/// <summary>Tells the user which lines of a history were left out and why, without burying the results.</summary>
internal static class SkippedLines
{
    private const int ShownMax = 10;

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
