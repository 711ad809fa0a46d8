using Headroom.Cluster;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;

namespace Headroom.Simulation.Sharing.Guarantees;

/// <summary>Whether anything but room keeps a job from starting now.</summary>
internal sealed class Eligibility
{
    private readonly ClusterState _state;
    private readonly Dictionary<JobId, int> _runningOfArray = [];
    private readonly long _now;

    public Eligibility(ClusterState state, long now)
    {
        _state = state;
        _now = now;
        foreach (var queue in state.Queues)
        {
            foreach (var job in queue.Running)
            {
                if (job.Job.Array is { } array)
                    _runningOfArray[array] = _runningOfArray.GetValueOrDefault(array) + 1;
            }
        }
    }

    /// <summary>Whether a job wants to start now and may, but for quota and room.</summary>
    public bool MayStart(JobEntry job) =>
        job.Phase == JobPhase.Waiting
        && job.Job.NotBeforeMilliseconds <= _now
        && (job.Job.StartByMilliseconds ?? 0) <= _now
        && job.Job.After.All(IsMet)
        && !IsArrayFull(job.Job);

    /// <summary>Whether a queue or one above it is paused.</summary>
    public static bool IsPaused(QueueTree tree, int queue)
    {
        for (var at = queue; at >= 0; at = tree.ParentOf(at))
        {
            if (tree[at].IsPaused) return true;
        }

        return false;
    }

    private bool IsMet(Dependency after)
    {
        if (_state.Find(after.Job) is not null) return false;

        var succeeded = _state.OutcomeOf(after.Job) ?? false;
        return after.Condition == DependencyCondition.Any
            || succeeded == (after.Condition == DependencyCondition.Succeeded);
    }

    private bool IsArrayFull(Job job) =>
        job.ArrayRunningMax > 0
        && job.Array is { } array
        && _runningOfArray.GetValueOrDefault(array) >= job.ArrayRunningMax;
}
