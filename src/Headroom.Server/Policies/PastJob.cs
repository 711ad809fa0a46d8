using Headroom.Cluster.Jobs;

namespace Headroom.Server.Policies;

/// <summary>One job of the last days, as its events tell of it.</summary>
internal sealed class PastJob(Job job)
{
    private long? _startedAt;

    public Job Job => job;

    /// <summary>How long it ran, as far as its work was kept.</summary>
    public long RanMilliseconds { get; private set; }

    /// <summary>Whether it ran to an end, or is told to by whoever asks.</summary>
    public bool HasRun { get; private set; }

    public bool Succeeded { get; private set; } = true;

    /// <summary>When it was cancelled before it ever ran; null otherwise.</summary>
    public long? CancelledAt { get; private set; }

    public void Started(long at) => _startedAt = at;

    /// <summary>It waits again. Work that is never saved is done anew.</summary>
    public void Stopped(long at)
    {
        if (job.CheckpointMilliseconds > 0) RanMilliseconds += Since(at);
        _startedAt = null;
    }

    public void Ended(long at, bool succeeded)
    {
        if (_startedAt is null && RanMilliseconds == 0) CancelledAt = at;
        RanMilliseconds += Since(at);
        (HasRun, Succeeded) = (CancelledAt is null, succeeded);
    }

    /// <summary>One that still runs is taken to end now, and one that waits to run as long as others did.</summary>
    public void Close(long now, long runtime)
    {
        if (HasRun || CancelledAt is not null) return;

        RanMilliseconds = _startedAt is null ? Math.Max(RanMilliseconds, runtime) : RanMilliseconds + Since(now);
        HasRun = true;
    }

    private long Since(long at) => _startedAt is { } started ? at - started : 0;
}
