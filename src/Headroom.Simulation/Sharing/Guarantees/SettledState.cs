using Headroom.Cluster.Events;
using Headroom.Cluster.State;

namespace Headroom.Simulation.Sharing.Guarantees;

/// <summary>
/// The state as it will be when everyone who was told to stop has, and those for whom they stop have started: room that
/// is on its way to a job is as good as its own.
/// </summary>
internal static class SettledState
{
    /// <summary>A copy that has come to rest; the state itself where nobody waits for others to stop.</summary>
    public static ClusterState Of(ClusterState state, long now)
    {
        if (!state.Promised.Any(job => job.Reservation is { IsReclaim: true })) return state;

        var settled = state.Copy();
        foreach (var stopping in settled.Queues.SelectMany(queue => queue.Running).ToList())
        {
            if (stopping.Phase == JobPhase.Stopping) settled.ApplyCertain(new JobStopped(now, stopping.Job.Id));
        }

        foreach (var awaiting in settled.Promised.ToList())
        {
            if (awaiting.Reservation is not { IsReclaim: true } promise) continue;

            // What cannot start after all waits like any other.
            _ = settled.Apply(new JobStarted(now, promise.Job, promise.Resource, promise.Tasks));
        }

        return settled;
    }
}
