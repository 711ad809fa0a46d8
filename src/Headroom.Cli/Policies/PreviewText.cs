using Headroom.Cli.Output;
using Headroom.Client.Pool;

namespace Headroom.Cli.Policies;

/// <summary>Who gains and who loses by another policy.</summary>
internal static class PreviewText
{
    /// <summary>For people: before and after by queue.</summary>
    public static void Write(Terminal terminal, PolicyPreview preview, int days = 7)
    {
        if (preview.Jobs == 0)
        {
            terminal.Output.WriteLine(
                $"No job of the last {days} days can be replayed, so nobody is said to gain or lose.");
            return;
        }

        var leftOut = preview.JobsLeftOut == 0
            ? ""
            : $"; {NumberText.Whole(preview.JobsLeftOut)} of queues that only one has left out";
        terminal.Output.WriteLine(
            $"Replay of {NumberText.Whole(preview.Jobs)} jobs over "
            + $"{NumberText.Duration(preview.SpanSeconds)}{leftOut}:");
        var table = new TextTable(
            TableColumn.Words("QUEUE"), new("GPU-HOURS"), new("THEN"), new("MEDIAN WAIT"), new("THEN"),
            new("P90 WAIT"), new("THEN"), new("NOT ENDED"), new("THEN"), TableColumn.Words("OUTCOME"));
        foreach (var row in preview.Queues)
        {
            var (queue, before, after) = row;
            table.Add(
                queue, NumberText.Decimals(before.GpuHours, 1), NumberText.Decimals(after.GpuHours, 1),
                NumberText.Duration(before.MedianWaitSeconds), NumberText.Duration(after.MedianWaitSeconds),
                NumberText.Duration(before.P90WaitSeconds), NumberText.Duration(after.P90WaitSeconds),
                NumberText.Whole(before.NotEnded), NumberText.Whole(after.NotEnded), WordOf(row));
        }

        table.Write(terminal);
        terminal.Output.WriteLine(
            $"Utilisation: {Percent(preview.UtilisationBefore)}, then {Percent(preview.UtilisationAfter)}.");
    }

    /// <summary>For programs: a line a queue.</summary>
    public static void WriteCsv(Terminal terminal, PolicyPreview preview)
    {
        terminal.Output.WriteLine(CsvText.Line(
            "queue", "gpu_hours_before", "gpu_hours_after", "median_wait_seconds_before", "median_wait_seconds_after",
            "p90_wait_seconds_before", "p90_wait_seconds_after", "not_ended_before", "not_ended_after", "outcome"));
        foreach (var row in preview.Queues)
        {
            var (queue, before, after) = row;
            terminal.Output.WriteLine(CsvText.Line(
                queue, before.GpuHours, after.GpuHours, before.MedianWaitSeconds, after.MedianWaitSeconds,
                before.P90WaitSeconds, after.P90WaitSeconds, before.NotEnded, after.NotEnded, WordOf(row)));
        }
    }

    private static string WordOf(QueuePreview queue) => queue.Verdict() switch
    {
        PreviewVerdict.Gains => "gains",
        PreviewVerdict.Loses => "loses",
        _ => "same",
    };

    private static string Percent(double share) => $"{NumberText.Decimals(share * 100, 1)} %";
}
