using Headroom.Engines.Contract;
using Headroom.Engines.Slurm.Calls;
using Headroom.Engines.Slurm.Runs;

namespace Headroom.Engines.Slurm;

/// <summary>
/// What was submitted held is found again by its name, recorded, and only then released. All who come while others are
/// being submitted go together: three calls for a crowd cost as much as for one.
/// </summary>
internal sealed class SlurmReleases
{
    private const int Most = 200;

    // Little beside the seconds until Slurm looks for room again, and enough for dozens of submissions.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(200);

    private readonly Grouped<RunId, SlurmJob?> _jobs;
    private int _coming;

    public SlurmReleases(
        ISlurmCalls calls, RunShelf shelf, RunWatch watch, SlurmEngineOptions options, TimeProvider clock) =>
        _jobs = new Grouped<RunId, SlurmJob?>(Most, ids => ReleaseAsync(ids, calls, shelf, watch, options, clock))
        {
            Coming = () => Volatile.Read(ref _coming),
            LongestWait = LongestWait,
        };

    /// <summary>Submits, which others may wait for.</summary>
    /// <exception cref="SlurmFault">It was not submitted, or nobody can say.</exception>
    public async Task SubmittedAsync(Task<long> submission)
    {
        Interlocked.Increment(ref _coming);
        try
        {
            _ = await submission;
        }
        finally
        {
            Interlocked.Decrement(ref _coming);
        }
    }

    /// <summary>
    /// The job that a run is, recorded, and released where it was held and is not to stop; null where there is none.
    /// Not by the number that a submission was told: a controller that crashes gives it to the next job.
    /// </summary>
    /// <exception cref="SlurmFault">Slurm cannot be asked.</exception>
    public Task<SlurmJob?> ReleaseAsync(RunId id, CancellationToken cancellation) => _jobs.AskAsync(id, cancellation);

    private static async Task<IReadOnlyList<SlurmJob?>> ReleaseAsync(
        IReadOnlyList<RunId> ids, ISlurmCalls calls, RunShelf shelf, RunWatch watch, SlurmEngineOptions options,
        TimeProvider clock)
    {
        // Not a look: that waits for all that has to be done for others.
        var byName = (await calls.ActiveAsync(CancellationToken.None))
            .Where(job => RunMark.Of(job)?.Pool == options.Pool)
            .ToLookup(job => job.Name, StringComparer.Ordinal);
        var found = ids
            .Select(id => (Run: watch.Open(id), Job: RunWatch.Pick(byName[id.Text], shelf.Submitted.Of(id))))
            .ToList();
        var ours = found
            .Where(one => one is { Run.Order: { } order, Job: { } job }
                && RunMark.Of(job) == RunMark.Of(options.Pool, order))
            .ToList();

        // All are recorded before any is released.
        var now = clock.GetUtcNow();
        shelf.Submitted.Add(
        [
            .. ours.Where(one => one.Run!.Record is null)
                .Select(one => (one.Run!.Id, new RunRecord(one.Job!.Id, now))),
        ]);
        var held = ours.Where(one => one.Job!.IsHeld && one.Run!.Stop is null).Select(one => one.Job!.Id).ToList();
        if (held.Count > 0) await calls.ReleaseAsync(held, CancellationToken.None);
        return [.. found.Select(one => one.Job)];
    }
}
