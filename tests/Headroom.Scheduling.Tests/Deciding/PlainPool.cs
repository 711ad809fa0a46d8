using Headroom.Cluster;
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

    public PlainPool(ClusterState state, QueueTree tree)
    {
        _tree = tree;
        Running = PlainCover.Running(state, tree);
        Pending = [.. state.Promised.Where(job => job.Reservation!.IsReclaim)
            .Select((job, index) => HoldingOf(
                state, job, job.Reservation!.Resource, job.Reservation.Tasks, long.MaxValue / 2 + index))];
        Use = new PlainUse(
            tree, [.. Running.Concat(Pending).Select(job => (job.Queue, new Demand(job.Resource, job.Milli)))]);
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

    private PlainHolding HoldingOf(
        ClusterState state, JobEntry job, int resource, ValueList<TaskPlacement> tasks, long sequence) => new(
        job.Job, _tree.IndexOf(job.Job.Queue), resource, DemandOf(state, job, resource, tasks).Milli, sequence);
}
