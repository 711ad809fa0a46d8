using Headroom.Cluster.Fleets;
using Headroom.Cluster.Tenancy;

namespace Headroom.Simulation.Sharing.Workloads;

/// <summary>Jobs, the fleet that they are for, and the policy that it is shared by.</summary>
/// <param name="Jobs">Jobs in any order; ids are unique.</param>
/// <param name="Fleet">Fleet.</param>
/// <param name="Policy">Policy.</param>
public sealed record PoolScenario(IReadOnlyList<SharedJob> Jobs, Fleet Fleet, SharingPolicy Policy)
{
    /// <summary>
    /// Time in milliseconds from the zero of the scenario in which no scheduler can have all jobs done; 0 where nobody
    /// has worked it out.
    /// </summary>
    public long IdealMilliseconds { get; init; }
}
