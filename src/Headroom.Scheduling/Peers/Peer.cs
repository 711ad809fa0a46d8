using Headroom.Cluster.Fleets;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling.Plans;
using Headroom.Scheduling.Rooms;

namespace Headroom.Scheduling.Peers;

/// <summary>
/// A sharing rule of another project, as its own documents describe it, for comparisons on equal terms. What is the
/// same for all of them is Headroom's: places are found by best fit, gangs start whole, a preempted job waits again,
/// cycles take no time, and a job that never fits is told so at once. Only who goes first and who has to stop is the
/// peer's.
/// </summary>
/// <remarks>
/// Published rates of cycles and admissions are therefore not what is compared here, and a job is not told to stop at
/// the instant at which it started: where a rule goes round in a circle, the next turn waits for the next event.
/// Preemption leaves a promise in the state, so that whoever others were stopped for gets their nodes when they have;
/// peers whose engines remember such a job between cycles do the same.
/// </remarks>
public abstract class Peer : IPoolScheduler
{
    private Fleet? _fleet;
    private Topology? _topology;

    private protected Peer()
    {
    }

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public Plan Decide(ClusterState state, QueueTree tree, long now, int stepBudget)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stepBudget, 1);
        if (now < state.Now) return Plan.WhereAllWait(state, HoldReason.ClockWentBack);

        if (!ReferenceEquals(state.Fleet, _fleet)) (_fleet, _topology) = (state.Fleet, new Topology(state.Fleet));
        var cycle = new PeerCycle(state, tree, _topology!, now, stepBudget);
        Decide(cycle);
        return cycle.ToPlan();
    }

    private protected abstract void Decide(PeerCycle cycle);
}
