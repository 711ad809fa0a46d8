using Headroom.Cluster;
using Headroom.Cluster.State;
using Headroom.Server.Loop;
using Headroom.Simulation.Estimates;
using Headroom.Storage;

namespace Headroom.Server.Estimates;

/// <summary>
/// What came of the estimates that were given, and what it teaches for those to come. Of this process alone: after a
/// restart it learns anew. Not thread-safe.
/// </summary>
internal sealed class StartOutcomes(Store store, ControlLoop loop)
{
    private readonly StartCalibration _calibration = new();

    /// <summary>Outcomes learnt from so far.</summary>
    public int Count => _calibration.Outcomes;

    /// <summary>An estimate of a job, corrected; its outcome is awaited.</summary>
    public StartEstimate Correct(StartEstimate raw) => _calibration.Correct(raw);

    /// <summary>The same for what is no job yet: nothing is awaited.</summary>
    public StartEstimate Scaled(StartEstimate raw) => _calibration.Scaled(raw);

    /// <summary>Takes in what has become of the jobs since.</summary>
    public async Task LearnAsync(CancellationToken cancellation)
    {
        var awaited = _calibration.Awaited;
        if (awaited.Count == 0) return;

        var known = await loop.DoAsync(turn => awaited.Select(id => StandingOf(turn.State.Cluster.Find(id))).ToList());
        foreach (var (id, standing) in awaited.Zip(known))
        {
            var (isWaiting, started) = standing ?? (false, await StartOfEndedAsync(id, cancellation));
            if (isWaiting) continue;

            if (started is { } at) _calibration.Started(id, at);
            else _calibration.Withdrawn(id);
        }
    }

    private static (bool IsWaiting, long? Started)? StandingOf(JobEntry? job) =>
        job is null ? null : job.Tasks.Count == 0 ? (true, null) : (false, job.StartedAt);

    private async Task<long?> StartOfEndedAsync(JobId id, CancellationToken cancellation) =>
        (await store.Job.FindAsync(id, cancellation: cancellation))?.Job.Started;
}
