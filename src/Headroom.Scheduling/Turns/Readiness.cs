using Headroom.Cluster;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling.Plans;

namespace Headroom.Scheduling.Turns;

/// <summary>Whether a job may be looked at at all.</summary>
/// <param name="state">The cluster.</param>
/// <param name="tree">Its queues.</param>
/// <param name="now">Time of the cycle.</param>
internal sealed class Readiness(ClusterState state, QueueTree tree, long now)
{
    private static readonly Hold Unknown = new(HoldReason.NotReached);

    private readonly Hold _paused = new(HoldReason.QueuePaused);
    private readonly Hold _heldByUser = new(HoldReason.HeldByUser);
    private readonly Hold _arrayLimit = new(HoldReason.ArrayLimit);
    private readonly Dictionary<JobId, int> _arrayRunning = ArraysOf(state);
    private readonly Hold?[] _holdOfQueue = [.. Enumerable.Range(0, tree.Count).Select(_ => Unknown)];

    /// <summary>Why it may not; null when it may.</summary>
    /// <remarks>Hot: asked of every waiting job, of which most have no conditions.</remarks>
    public Hold? HoldOf(JobEntry job, int queue)
    {
        ref var ofQueue = ref _holdOfQueue[queue];
        if (ReferenceEquals(ofQueue, Unknown)) ofQueue = HoldOfQueue(queue);
        if (ofQueue is not null) return ofQueue;
        if (job.Phase == JobPhase.Held) return _heldByUser;

        return job.HasConditions ? HoldOfTime(job.Job) ?? HoldOfDependencies(job.Job) ?? HoldOfArray(job.Job) : null;
    }

    /// <summary>A job of an array starts, or will as soon as others have stopped.</summary>
    public void Started(Job job)
    {
        if (job.Array is { } array) _arrayRunning[array] = _arrayRunning.GetValueOrDefault(array) + 1;
    }

    private Hold? HoldOfQueue(int queue) =>
        PausedAbove(queue) is { } paused ? _paused with { Level = tree[paused].Name } : HoldOfBudget(queue);

    private Hold? HoldOfTime(Job job) =>
        job.NotBeforeMilliseconds > now ? new Hold(HoldReason.NotBefore) { Until = job.NotBeforeMilliseconds } : null;

    private int? PausedAbove(int queue)
    {
        for (var level = queue; level > 0; level = tree.ParentOf(level))
        {
            if (tree[level].IsPaused) return level;
        }

        return null;
    }

    private Hold? HoldOfBudget(int queue)
    {
        for (var level = queue; level > 0; level = tree.ParentOf(level))
        {
            if (state.Spent.TryGetValue(tree[level].Name, out var until))
                return new Hold(HoldReason.BudgetSpent) { Level = tree[level].Name, Until = until };
        }

        return null;
    }

    private Hold? HoldOfDependencies(Job job)
    {
        foreach (var dependency in job.After)
        {
            if (state.Find(dependency.Job) is not null)
                return new Hold(HoldReason.WaitingForDependency) { Holders = [dependency.Job] };

            var succeeded = state.OutcomeOf(dependency.Job) ?? false;
            var isMet = dependency.Condition switch
            {
                DependencyCondition.Succeeded => succeeded,
                DependencyCondition.NotSucceeded => !succeeded,
                _ => true,
            };
            if (!isMet) return new Hold(HoldReason.DependencyNotMet) { Holders = [dependency.Job] };
        }

        return null;
    }

    private Hold? HoldOfArray(Job job) =>
        job is { Array: { } array, ArrayRunningMax: > 0 }
        && _arrayRunning.GetValueOrDefault(array) >= job.ArrayRunningMax
            ? _arrayLimit
            : null;

    private static Dictionary<JobId, int> ArraysOf(ClusterState state)
    {
        var running = new Dictionary<JobId, int>();
        foreach (var queue in state.Queues)
        {
            foreach (var job in queue.Running)
            {
                if (job.Job.Array is { } array) running[array] = running.GetValueOrDefault(array) + 1;
            }
        }

        return running;
    }
}
