using Headroom.Cluster.Fleets;
using Headroom.Scheduling.Options;
using Headroom.Scheduling.Rooms;

namespace Headroom.Scheduling.Deciding;

/// <summary>What follows from a fleet alone and is worked out once for all cycles on it.</summary>
/// <param name="Fleet">The fleet.</param>
/// <param name="Topology">Its parts.</param>
/// <param name="Prices">What computing costs in its regions.</param>
internal sealed record FleetFacts(Fleet Fleet, Topology Topology, FleetPrices Prices)
{
    public static FleetFacts Of(Fleet fleet) => new(fleet, new Topology(fleet), new FleetPrices(fleet));
}
