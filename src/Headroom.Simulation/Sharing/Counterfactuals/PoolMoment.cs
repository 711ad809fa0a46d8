using Headroom.Cluster.Events;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;

namespace Headroom.Simulation.Sharing.Counterfactuals;

/// <summary>A pool at one moment, by all that happened before.</summary>
/// <param name="Fleet">The fleet.</param>
/// <param name="Policy">The policy.</param>
/// <param name="Events">What happened, in order.</param>
/// <param name="Now">Time of the moment in milliseconds, not before the last event.</param>
public sealed record PoolMoment(Fleet Fleet, SharingPolicy Policy, IReadOnlyList<ClusterEvent> Events, long Now)
{
    /// <summary>The state at that moment, made from nothing.</summary>
    /// <exception cref="InvalidOperationException">An event is refused.</exception>
    public ClusterState Replay()
    {
        var state = new ClusterState(Fleet);
        foreach (var happened in Events) state.ApplyCertain(happened);
        return state;
    }
}
