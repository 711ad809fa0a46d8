using System.Globalization;
using Headroom.Cluster;
using Headroom.Cluster.State;
using Headroom.Server.Loop;
using Headroom.Storage;
using Headroom.Storage.Faults;
using Headroom.Storage.Jobs;
using Headroom.Storage.Reading;

namespace Headroom.Server.Api;

/// <summary>
/// Names what is told of a job by its version, and by the reason for which it waits: that changes without a new
/// version. Whoever acts on a version does not mind the reason.
/// </summary>
internal static class JobEtag
{
    /// <summary>The tag of what is told of a job.</summary>
    public static string Of(StoredJob job) =>
        string.Create(CultureInfo.InvariantCulture, $"\"{job.Version}-{(job.Ended is null ? job.Reason : 0)}\"");

    /// <summary>
    /// Refuses a change that is meant for another version. All turns before this one are stored: what the store says is
    /// what holds.
    /// </summary>
    /// <exception cref="Refusal">The version is another one.</exception>
    public static void Require(Turn turn, Store store, JobId id, long version)
    {
        // What happened to it in this turn already is in memory alone.
        var stored = Find(store, id);
        if (stored?.Version != version || PhaseOf(stored.State) != turn.State.Cluster.Find(id)?.Phase)
        {
            throw new Refusal(
                RefusalKind.Stale,
                $"Job {id} is no longer as version {version} was",
                "read it again, and ask anew if you still want to");
        }
    }

    private static JobPhase? PhaseOf(JobState state) => state switch
    {
        JobState.Waiting => JobPhase.Waiting,
        JobState.Held => JobPhase.Held,
        JobState.Running => JobPhase.Running,
        JobState.Stopping => JobPhase.Stopping,
        _ => null,
    };

    private static StoredJob? Find(Store store, JobId id)
    {
        try
        {
            return store.Job.FindAsync(id).GetAwaiter().GetResult()?.Job;
        }
        catch (StoreException)
        {
            throw new Refusal(RefusalKind.NotStored, "The store cannot be read", "try again in a moment");
        }
    }
}
