using Headroom.Cluster.Jobs;
using Headroom.Cluster.State;
using Headroom.Scheduling.Prediction;

namespace Headroom.Scheduling.Turns;

/// <summary>What is believed about the runtime of a waiting job, from finished jobs like it.</summary>
internal static class RuntimeBelief
{
    /// <summary>Belief where nothing has finished yet.</summary>
    public const long PriorMilliseconds = JobKind.PriorMilliseconds;

    // So many like jobs are enough to prefer them to less like ones.
    private const int EnoughRuntimes = 3;

    /// <summary>
    /// Runtimes of the most like jobs of which there are enough, or of the widest likeness; empty when nothing has
    /// finished.
    /// </summary>
    public static ReadOnlySpan<long> Runtimes(RuntimeBook book, Job job)
    {
        for (var level = 0; level < RuntimeBook.Levels; level++)
        {
            var recent = book.Recent(job, level);
            if (recent.Length >= EnoughRuntimes) return recent;
        }

        return book.Recent(job, RuntimeBook.Levels - 1);
    }

    /// <summary>Mean runtime in milliseconds.</summary>
    public static long Mean(RuntimeBook book, Job job)
    {
        var runtimes = Runtimes(book, job);
        if (runtimes.IsEmpty) return PriorMilliseconds;

        Int128 sum = 0;
        foreach (var runtime in runtimes) sum += runtime;
        return (long)(sum / runtimes.Length);
    }
}
