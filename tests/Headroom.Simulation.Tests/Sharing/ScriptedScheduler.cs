using Headroom.Cluster.Events;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling.Plans;

namespace Headroom.Simulation.Tests.Sharing;

/// <summary>Decides what a test says.</summary>
internal sealed class ScriptedScheduler(Func<ClusterState, long, IEnumerable<ClusterEvent>> decide) : IPoolScheduler
{
    public string Name => "scripted";

    /// <summary>When it asks to be woken after a cycle at a time.</summary>
    public Func<long, long> Wake { get; init; } = _ => long.MaxValue;

    public Plan Decide(ClusterState state, QueueTree tree, long now, int stepBudget) =>
        new() { Events = [.. decide(state, now)], Verdicts = [], NextWake = Wake(now) };

    /// <summary>Starts every waiting job that fits, as the plain scheduler does.</summary>
    public static IEnumerable<ClusterEvent> StartAll(ClusterState state, long now, Func<JobEntry, bool>? which = null)
    {
        var room = state.Room.Copy();
        foreach (var job in state.Queues.SelectMany(queue => queue.Waiting).Order(JobOrders.Waiting))
        {
            if (which is not null && !which(job)) continue;
            if (PlainPlacement.Place(state, room, job) is { } start)
                yield return new JobStarted(now, job.Job.Id, start.Resource, start.Tasks);
        }
    }
}
