using Headroom.Cluster;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling.Quotas;
using Headroom.Scheduling.Tests.Quotas;

namespace Headroom.Scheduling.Tests.Deciding;

/// <summary>
/// Quotas of a state, computed apart from the engine: by adding up and by the words of the decision record.
/// </summary>
internal sealed class PlainPool
{
    private readonly QueueTree _tree;

    public PlainPool(ClusterState state, QueueTree tree, IReadOnlyCollection<JobEntry>? stopped = null)
    {
        _tree = tree;
        Running = [.. PlainCover.Running(state, tree).Where(IsThere)];
        Pending = [.. state.Promised.Where(job => job.Reservation!.IsReclaim)
            .Select((job, index) => HoldingOf(
                state, job, job.Reservation!.Resource, job.Reservation.Tasks, long.MaxValue / 2 + index))
            .Where(IsThere)];
        Use = new PlainUse(
            tree, [.. Running.Concat(Pending).Select(job => (job.Queue, new Demand(job.Resource, job.Milli)))]);

        bool IsThere(PlainHolding holding) => stopped is null || stopped.All(job => job.Job.Id != holding.Id);
    }

    /// <summary>Jobs that run and were not told to stop.</summary>
    public IReadOnlyList<PlainHolding> Running { get; }

    /// <summary>
    /// Jobs for which others were told to stop; they count as use already, and are covered after those that run.
    /// </summary>
    public IReadOnlyList<PlainHolding> Pending { get; }

    public PlainUse Use { get; }

    /// <summary>What a job would count as in these places.</summary>
    public static Demand DemandOf(ClusterState state, JobEntry job, int resource, ValueList<TaskPlacement> tasks) =>
        new(resource, tasks.Count * TaskNeed.Of(job.Job.Shape, state.ModelOf(tasks[0].Node))!.Value.QuotaMilli);

    /// <summary>By job, the queue that covers it.</summary>
    public Dictionary<JobId, int> Covers() => PlainCover.Of(_tree, [.. Running, .. Pending]);

    /// <summary>Whether quotas allow a job now, and for good where it may not be preempted.</summary>
    public bool Allows(Job job, Demand demand)
    {
        var queue = _tree.IndexOf(job.Queue);
        return Use.Block(queue, demand) is null
            && (job.IsPreemptible || Use.LevelOwed(queue, demand) == queue || MayStay(queue, demand));
    }

    /// <summary>Whether the limits of a queue and of those above it hold.</summary>
    public void AssertWithinLimits()
    {
        for (var queue = 1; queue < _tree.Count; queue++)
        {
            for (var resource = 0; resource < _tree.Resources.Count; resource++)
            {
                var limit = _tree.Nominal(queue, resource) + _tree.BorrowingLimit(queue, resource);
                Assert.True(
                    Use.Used(queue, resource) <= limit,
                    $"{_tree[queue].Name} uses {Use.Used(queue, resource)} of {limit} {_tree.Resources[resource]}");
            }
        }
    }

    // Some queue above has assigned to nobody enough for all that may not be preempted and that their own queues do
    // not cover.
    private bool MayStay(int queue, Demand demand)
    {
        var covers = Covers();
        for (var level = _tree.ParentOf(queue); level >= 0; level = _tree.ParentOf(level))
        {
            var staying = Running.Concat(Pending).Where(other => !other.Job.IsPreemptible
                && other.Resource == demand.Resource && covers[other.Id] != other.Queue
                && _tree.IsWithin(other.Queue, level)).Sum(other => other.Milli);
            if (staying + demand.Milli <= _tree.Unassigned(level, demand.Resource)) return true;
        }

        return false;
    }

    private PlainHolding HoldingOf(
        ClusterState state, JobEntry job, int resource, ValueList<TaskPlacement> tasks, long sequence) => new(
        job.Job, _tree.IndexOf(job.Job.Queue), resource, DemandOf(state, job, resource, tasks).Milli, sequence);
}
