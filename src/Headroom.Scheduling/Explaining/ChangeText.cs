using System.Globalization;

namespace Headroom.Scheduling.Explaining;

/// <summary>Says what a change of a job would be.</summary>
/// <param name="duration">How seconds are written.</param>
public sealed class ChangeText(Func<double, string> duration)
{
    /// <summary>The change as an instruction.</summary>
    /// <param name="edit">The change.</param>
    /// <param name="now">Time at which it was found, in milliseconds.</param>
    public string Of(JobEdit edit, long now) => edit switch
    {
        Anew => "submit it again as it is",
        LooserTopology looser => $"let its tasks run anywhere in one {Word(looser.Level)}",
        OtherModel other => $"accept {other.Model} too",
        OtherRegion other => $"accept the region {other.Region} too",
        OtherCluster { Cluster: "" } => "accept the pool's own machine too",
        OtherCluster other => $"accept the cluster {other.Cluster} too",
        Preemptible => "let it be preempted",
        AtOnce => "let it start at once, whatever the hour",
        ShorterLimit shorter => $"set its time limit to {Span(shorter.Milliseconds)}",
        HigherPriority higher => string.Create(CultureInfo.InvariantCulture, $"raise its priority to {higher.Priority}"),
        OtherQueue other => $"submit it to the queue {other.Queue}",
        FewerTasks fewer => $"ask for {Count(fewer.TaskCount, "task")}",
        FewerGpus fewer => $"ask for {Count(fewer.GpuCount, "GPU")} a task",
        SmallerPart smaller => $"ask for {HoldText.Amount(smaller.GpuMilli)} of a GPU",
        FewerCores fewer => $"ask for {HoldText.Amount(fewer.CpuMillicores)} cores a task",
        LessMemory less => $"ask for {Whole(less.MemoryMiB)} MiB of memory a task",
        Wait wait => wait.IsPromised
            ? $"wait: it is promised a start in {Span(wait.Until - now)}"
            : $"wait: something changes in {Span(wait.Until - now)}",
        _ => edit.ToString()!,
    };

    /// <summary>What the change would lead to.</summary>
    public static string Of(Change change) => change.Edit is Wait
        ? "later"
        : change.Effect switch
        {
            StartEffect.StartsNow => "starts now",
            StartEffect.StartsWhenStopped when change.Stops.Count == 1 => "starts when one other has stopped",
            StartEffect.StartsWhenStopped => $"starts when {Whole(change.Stops.Count)} others have stopped",
            _ => "waits",
        };

    private string Span(long milliseconds) => duration(Math.Max(0, milliseconds) / 1000.0);

    private static string Count(long number, string unit) => number == 1 ? $"1 {unit}" : $"{Whole(number)} {unit}s";

    private static string Whole(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Word(Enum level) => level.ToString().ToLowerInvariant();
}
