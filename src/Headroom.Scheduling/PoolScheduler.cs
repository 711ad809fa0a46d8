using Headroom.Cluster.Fleets;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling.Deciding;
using Headroom.Scheduling.Plans;
using Headroom.Scheduling.Turns;

namespace Headroom.Scheduling;

/// <summary>
/// The sharing engine: guaranteed quota that is lent and taken back, fair turns above it, gangs, reservations and
/// backfill, and a reason for every job that waits. Remembers nothing but the shape of the last fleet it saw.
/// </summary>
public sealed class PoolScheduler : IPoolScheduler
{
    private FleetFacts? _facts;

    /// <inheritdoc/>
    public string Name => "headroom";

    /// <inheritdoc/>
    public Plan Decide(ClusterState state, QueueTree tree, long now, int stepBudget)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stepBudget, 1);
        if (now < state.Now) return Plan.WhereAllWait(state, HoldReason.ClockWentBack);

        var cycle = new Cycle(state, tree, FactsOf(state.Fleet), now);
        var attempt = new StartAttempt(cycle, new Holds(cycle));
        var promises = new PromiseBook(cycle);
        var reclaiming = new Reclaiming(cycle, promises);
        var claims = new Claims(cycle, attempt, reclaiming);
        var lanes = LanesOf(cycle);

        promises.KeepReclaimed();
        new OwedPass(cycle, attempt, claims, promises, stepBudget).Run(lanes);
        new OpenPass(cycle, attempt, claims, promises, reclaiming, stepBudget).Run(lanes);
        promises.DropBlocked();
        promises.SettleAwaited();
        return cycle.ToPlan();
    }

    private static List<Lane> LanesOf(Cycle cycle)
    {
        var lanes = new List<Lane>();
        foreach (var queue in cycle.State.Queues)
        {
            if (queue.Waiting.Count == 0) continue;

            var index = cycle.Tree.IndexOf(queue.Name);
            if (index < 0 || !cycle.Tree.TakesJobs(index))
            {
                foreach (var job in queue.Waiting)
                    cycle.Settle(job, new Hold(HoldReason.UnknownQueue) { Level = queue.Name });
                continue;
            }

            var definition = cycle.Tree[index];
            lanes.Add(new Lane(
                index, TurnOrder.Of(queue, definition.Order, cycle.State.Runtimes), definition.AllowsBackfill));
        }

        return lanes;
    }

    private FleetFacts FactsOf(Fleet fleet)
    {
        if (!ReferenceEquals(fleet, _facts?.Fleet)) _facts = FleetFacts.Of(fleet);
        return _facts!;
    }
}
