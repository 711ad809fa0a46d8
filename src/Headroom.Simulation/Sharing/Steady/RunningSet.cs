using Headroom.Cluster;
using Headroom.Cluster.State;
using Headroom.Simulation.Chance;

namespace Headroom.Simulation.Sharing.Steady;

/// <summary>
/// A hash of which jobs run and on which chip model, wherever they do: each pair is mixed to 64 bits (the finalizer of
/// SplitMix64; Steele, Lea and Flood, OOPSLA'14) and all are added by exclusive or, so that the order does not matter.
/// </summary>
internal sealed class RunningSet
{
    private readonly Dictionary<JobId, int> _resources = [];
    private ulong _digest;

    /// <summary>The jobs that run in a state.</summary>
    public static RunningSet Of(ClusterState state)
    {
        var running = new RunningSet();
        foreach (var queue in state.Queues)
        {
            foreach (var job in queue.Running)
            {
                if (job.Phase == JobPhase.Running) running.Start(job.Job.Id, job.Resource);
            }
        }

        return running;
    }

    /// <summary>A job starts on a chip model.</summary>
    public void Start(JobId job, int resource)
    {
        _resources.Add(job, resource);
        _digest ^= Mixed(job, resource);
    }

    /// <summary>A job that runs stops.</summary>
    public void Stop(JobId job)
    {
        if (_resources.Remove(job, out var resource)) _digest ^= Mixed(job, resource);
    }

    /// <summary>
    /// The hash with some more jobs in the set; two sets that differ have equal ones once in 2^64. Those that run
    /// already count once.
    /// </summary>
    public ulong With(IEnumerable<(JobId Job, int Resource)> others)
    {
        var digest = _digest;
        foreach (var (job, resource) in others)
        {
            if (!_resources.ContainsKey(job)) digest ^= Mixed(job, resource);
        }

        return digest;
    }

    private static ulong Mixed(JobId job, int resource) => SplitMix.Of((ulong)job.Value, (ulong)resource);
}
