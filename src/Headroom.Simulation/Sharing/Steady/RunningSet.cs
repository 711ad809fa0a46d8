using Headroom.Cluster;
using Headroom.Cluster.State;
using Headroom.Simulation.Chance;

namespace Headroom.Simulation.Sharing.Steady;

/// <summary>
/// A hash of which jobs run, wherever they do: each id is mixed to 64 bits (the finalizer of SplitMix64; Steele, Lea
/// and Flood, OOPSLA'14) and all are added by exclusive or, so that the order does not matter.
/// </summary>
internal sealed class RunningSet
{
    private readonly HashSet<JobId> _jobs = [];
    private ulong _digest;

    /// <summary>The jobs that run in a state.</summary>
    public static RunningSet Of(ClusterState state)
    {
        var running = new RunningSet();
        foreach (var queue in state.Queues)
        {
            foreach (var job in queue.Running)
            {
                if (job.Phase == JobPhase.Running) running.Toggle(job.Job.Id);
            }
        }

        return running;
    }

    /// <summary>A job starts, or one that runs stops.</summary>
    public void Toggle(JobId job)
    {
        if (!_jobs.Remove(job)) _jobs.Add(job);
        _digest ^= Mixed(job);
    }

    /// <summary>The hash with some more jobs in the set; two sets that differ have equal ones once in 2^64.</summary>
    public ulong With(IEnumerable<JobId> others)
    {
        var digest = _digest;
        foreach (var job in others)
        {
            if (!_jobs.Contains(job)) digest ^= Mixed(job);
        }

        return digest;
    }

    private static ulong Mixed(JobId job) => SplitMix.Of((ulong)job.Value, 0);
}
