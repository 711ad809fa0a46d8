using Headroom.Engines.Contract;
using Headroom.Server.Clusters;
using Headroom.Server.Outbox;
using Headroom.Storage;
using Headroom.Storage.Jobs;
using Headroom.Storage.Reading;
using RunId = Headroom.Storage.Jobs.RunId;

namespace Headroom.Server.Keeping;

/// <summary>
/// Lets engines forget runs that ended long ago, with what they wrote. What they used stays in the store: it was
/// written there when they ended. What they left in their working folders stays too.
/// </summary>
internal sealed class OldRuns(PoolEngines engines, Store store, WorkFolders work)
{
    /// <summary>Forgets what ended before a time and what nobody can start again; how many runs that were.</summary>
    public async Task<long> ForgetAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        var forgotten = 0L;
        foreach (var engine in engines.All) forgotten += await ForgetAsync(engine, before, cancellation);
        return forgotten;
    }

    private async Task<long> ForgetAsync(IEngine engine, DateTimeOffset before, CancellationToken cancellation)
    {
        if (await engine.ListAsync(TaskRun.Prefix, cancellation) is not ListAnswer.Listed listed) return 0;

        var untold = await UntoldAsync(cancellation);
        var forgotten = 0L;
        foreach (var (name, state) in listed.Runs)
        {
            if (state is not RunEnded { Ending.EndedAt: var ended } || ended >= before) continue;
            if (!TaskRun.TryParse(name, out var task) || untold.Contains(task.Run)) continue;
            // A run that the store does not know may be of another pool on the same cluster.
            if (await store.Job.FindAsync(task.Run.Job, cancellation: cancellation) is not { } details) continue;
            if (!IsOver(details, task.Run)) continue;
            if (await engine.ForgetAsync(name, cancellation) is not EngineAnswer.Done) continue;

            forgotten++;
            if (details.Job.Ended is not null) work.RemoveIfEmpty(task.Run.Job);
        }

        return forgotten;
    }

    // To an engine that is told of it again, a run that it has forgotten is a new one.
    private async Task<HashSet<RunId>> UntoldAsync(CancellationToken cancellation) =>
        [.. (await store.Outbox.OpenAsync(cancellation)).Select(open => open.Message.Run)];

    private static bool IsOver(JobDetails details, RunId run) =>
        details.Job.Ended is not null || run.Attempt < details.Job.Attempts
            || details.Attempts.Any(attempt => attempt.Run == run && attempt.State == AttemptState.Ended);
}
