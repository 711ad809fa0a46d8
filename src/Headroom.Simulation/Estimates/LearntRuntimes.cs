using Headroom.Cluster.Jobs;
using Headroom.Cluster.State;
using Headroom.Simulation.Chance;

namespace Headroom.Simulation.Estimates;

/// <summary>
/// Runtimes drawn from those of finished jobs like the one asked for. What it has run already rules out all that were
/// shorter.
/// </summary>
/// <param name="book">What finished jobs tell.</param>
internal sealed class LearntRuntimes(RuntimeBook book) : IRunLengths
{
    // So many like jobs that ran longer are preferred to more that are less like it.
    private const int EnoughLonger = 5;

    // Parts that the tail beyond all experience is drawn from.
    private const int TailParts = 1024;

    // A job that has just begun may be drawn from the tail too.
    private const long RanMin = 1000;

    private readonly long[] _longer = new long[RuntimeBook.Levels * RuntimeBook.RecentMax];

    /// <inheritdoc/>
    public bool IsKnown => !book.IsEmpty;

    /// <summary>
    /// Of the nearest likeness that has enough longer runtimes, else of all likenesses together. Where none is longer,
    /// half of such jobs end before they have run as long again, two thirds before twice as long, and so on:
    /// P(total &gt; t) = ran / t, the tail that runtimes of processes were found to have (Harchol-Balter and Downey,
    /// ACM TOCS 15 (3), 1997).
    /// </summary>
    public long Total(Job job, long ran, Pcg32 chance)
    {
        var count = 0;
        for (var level = 0; level < RuntimeBook.Levels; level++)
        {
            var before = count;
            foreach (var runtime in book.Recent(job, level))
            {
                if (runtime > ran) _longer[count++] = runtime;
            }

            if (count - before >= EnoughLonger) return _longer[before + (int)chance.Below((uint)(count - before))];
        }

        return count > 0
            ? _longer[chance.Below((uint)count)]
            : Math.Max(ran, RanMin) * TailParts / (1 + chance.Below(TailParts)) + 1;
    }
}
