using Headroom.Cluster;

namespace Headroom.Simulation.Estimates;

/// <summary>
/// Corrects estimates by what came of earlier ones, and only of those whose outcome was known before. It learns of a
/// job that starts, and of one that has waited longer than it was told already before it starts: who waits longest
/// would otherwise be heard last. Not thread-safe.
/// </summary>
public sealed class StartCalibration
{
    /// <summary>Most estimates whose outcome is awaited; beyond it nothing is learnt from further ones.</summary>
    public const int OpenMax = 10_000;

    // With it a factor of 2, which raw estimates of busy pools need, is in reach of the first miss.
    private const int Eagerness = 10;

    // The upper end has to hold soon after things have changed. The median follows slowly: on recorded histories the
    // raw one comes closer than one that follows as fast.
    private readonly QuantileTracker _half = new(up: 2, down: 2);
    private readonly QuantileTracker _most = new(up: 9, down: 1, Eagerness);
    private readonly Dictionary<JobId, Open> _byJob = [];
    private readonly List<Open> _open = [];

    /// <summary>Outcomes learnt from so far.</summary>
    public int Outcomes { get; private set; }

    /// <summary>Jobs whose outcome is awaited, in the order of their estimates.</summary>
    public IReadOnlyList<JobId> Awaited => [.. _open.Select(open => open.Job)];

    /// <summary>The factor on a raw p50, in thousandths.</summary>
    public long HalfFactorPermille => _half.FactorPermille;

    /// <summary>The factor on a raw p90, in thousandths.</summary>
    public long MostFactorPermille => _most.FactorPermille;

    /// <summary>
    /// The corrected estimate; its outcome is awaited from now on. One of a job that starts at once, or of which
    /// nothing is known, stays as it is.
    /// </summary>
    /// <param name="raw">As it came out of the futures; not earlier than any before.</param>
    public StartEstimate Correct(StartEstimate raw)
    {
        LearnOverdue(raw.At);
        if (!raw.StartsNow && raw.P50Milliseconds is { } half) Await(raw, half);
        return Scaled(raw);
    }

    /// <summary>An estimate as <see cref="Correct"/> gives it, of which no outcome will come.</summary>
    /// <param name="raw">As it came out of the futures.</param>
    public StartEstimate Scaled(StartEstimate raw)
    {
        if (raw.StartsNow || raw.P50Milliseconds is not { } half) return raw;

        var corrected = _half.Scale(half);
        return raw with
        {
            P50Milliseconds = corrected,
            P90Milliseconds = raw.P90Milliseconds is { } most ? Math.Max(corrected, _most.Scale(most)) : null,
        };
    }

    /// <summary>A job has started. Of no meaning for one that no outcome is awaited of.</summary>
    /// <param name="job">The job.</param>
    /// <param name="at">When, in milliseconds.</param>
    public void Started(JobId job, long at)
    {
        if (!_byJob.Remove(job, out var open)) return;

        Learn(open, at - open.At, isOver: true);
        _open.Remove(open);
        Outcomes++;
    }

    /// <summary>A job was cancelled before it started: nothing is learnt from it.</summary>
    public void Withdrawn(JobId job)
    {
        if (_byJob.Remove(job, out var open)) _open.Remove(open);
    }

    private void Await(StartEstimate raw, long half)
    {
        if (_open.Count >= OpenMax || _byJob.ContainsKey(raw.Job)) return;

        var open = new Open(raw.Job, raw.At, half, raw.P90Milliseconds);
        _byJob.Add(raw.Job, open);
        _open.Add(open);
    }

    private void LearnOverdue(long now)
    {
        foreach (var open in _open) Learn(open, now - open.At, isOver: false);
    }

    private void Learn(Open open, long waited, bool isOver)
    {
        open.Half = LearnOne(_half, open.Half, waited, isOver);
        open.Most = LearnOne(_most, open.Most, waited, isOver);
    }

    // What is left to learn from: nothing once the outcome is known.
    private static long? LearnOne(QuantileTracker tracker, long? raw, long waited, bool isOver)
    {
        if (raw is not { } quantile) return null;

        if (waited > tracker.Scale(quantile)) tracker.Missed();
        else if (isOver) tracker.Hit();
        else return raw;

        return null;
    }

    private sealed class Open(JobId job, long at, long half, long? most)
    {
        public JobId Job => job;

        public long At => at;

        public long? Half { get; set; } = half;

        public long? Most { get; set; } = most;
    }
}
