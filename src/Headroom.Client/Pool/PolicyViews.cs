namespace Headroom.Client.Pool;

/// <summary>The policy that a pool goes by.</summary>
/// <param name="Version">From 1; what changes it names it, so that nobody overwrites what he has not seen.</param>
/// <param name="At">Since when, in Unix milliseconds.</param>
/// <param name="Author">Who applied it.</param>
/// <param name="Text">The policy in YAML.</param>
public sealed record PolicyView(long Version, long At, string Author, string Text);

/// <summary>A policy to be tried or applied.</summary>
public sealed record PolicyRequest
{
    /// <summary>The policy in YAML.</summary>
    public required string Text { get; init; }
}

/// <summary>What the last days of a pool would have been under its policy, and under another one.</summary>
public sealed record PolicyPreview
{
    /// <summary>Version of the pool's own policy.</summary>
    public required long Version { get; init; }

    /// <summary>Jobs that were replayed.</summary>
    public required int Jobs { get; init; }

    /// <summary>Jobs of queues that one of the two policies does not have: they were left out of both.</summary>
    public required int JobsLeftOut { get; init; }

    /// <summary>From the first submission to the last, in seconds.</summary>
    public required long SpanSeconds { get; init; }

    /// <summary>Accelerator time held, over what the fleet has until the last end, 0 to 1.</summary>
    public required double UtilisationBefore { get; init; }

    /// <summary>The same under the other policy.</summary>
    public required double UtilisationAfter { get; init; }

    /// <summary>Queues that had jobs, in order of their first.</summary>
    public required IReadOnlyList<QueuePreview> Queues { get; init; }
}

/// <summary>What one queue got under two policies.</summary>
/// <param name="Queue">Its name.</param>
/// <param name="Before">Under the pool's own policy.</param>
/// <param name="After">Under the other one.</param>
public sealed record QueuePreview(string Queue, QueueOutcome Before, QueueOutcome After)
{
    // Below a minute of waiting nobody gains or loses anything worth a word.
    private const double SecondsLeast = 60;
    private const double ShareLeast = 0.02;

    /// <summary>
    /// Whether it gains or loses: by the jobs that would never end, and where those are as many by the mean of its
    /// median wait and its p90, beyond a minute and 2 %.
    /// </summary>
    public PreviewVerdict Verdict()
    {
        if (Before.NotEnded != After.NotEnded)
            return Before.NotEnded > After.NotEnded ? PreviewVerdict.Gains : PreviewVerdict.Loses;

        // The mean of both waits: a queue whose worst waits shrink while its usual ones grow neither gains nor loses.
        var (old, other) = (WaitOf(Before), WaitOf(After));
        if (Math.Abs(old - other) < Math.Max(SecondsLeast, old * ShareLeast)) return PreviewVerdict.Same;

        return other < old ? PreviewVerdict.Gains : PreviewVerdict.Loses;
    }

    private static double WaitOf(QueueOutcome service) => (service.MedianWaitSeconds + service.P90WaitSeconds) / 2;
}

/// <summary>What another policy does for a queue.</summary>
public enum PreviewVerdict
{
    /// <summary>Its jobs wait about as long.</summary>
    Same,

    /// <summary>Its jobs wait less, or more of them end.</summary>
    Gains,

    /// <summary>Its jobs wait longer, or fewer of them end.</summary>
    Loses,
}

/// <summary>What one queue got in a replay.</summary>
/// <param name="GpuHours">Accelerator hours that its jobs held; core hours in a fleet without accelerators.</param>
/// <param name="MedianWaitSeconds">Time in which a job neither ran nor stopped; the entry at floor(n / 2).</param>
/// <param name="P90WaitSeconds">The entry at floor(0.9 n).</param>
/// <param name="Ended">Jobs that ended.</param>
/// <param name="NotEnded">Jobs that would never have run to an end.</param>
/// <param name="Preemptions">How often its jobs were stopped for others.</param>
public sealed record QueueOutcome(
    double GpuHours, double MedianWaitSeconds, double P90WaitSeconds, int Ended, int NotEnded, long Preemptions);
