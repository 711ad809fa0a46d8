using Headroom.Scheduling.Quotas;
using Headroom.Scheduling.Rooms;

namespace Headroom.Scheduling.Deciding;

/// <summary>A chip model and a part of the fleet that would do for a job.</summary>
/// <param name="Resource">Index of the chip model.</param>
/// <param name="Part">Part of the topology; <see cref="Topology.Anywhere"/> for the whole fleet.</param>
/// <param name="Fit">What each task takes there.</param>
internal readonly record struct JobOption(int Resource, int Part, Fit Fit)
{
    /// <summary>What so many tasks count as.</summary>
    public Demand DemandOf(int tasks) => new(Resource, tasks * Fit.Need.QuotaMilli);
}
