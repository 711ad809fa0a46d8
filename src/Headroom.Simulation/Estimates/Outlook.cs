using Headroom.Cluster.Jobs;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling.Plans;

namespace Headroom.Simulation.Estimates;

/// <summary>A pool that is to be played forward from now on.</summary>
/// <param name="State">The cluster as it is before the next cycle; it is not changed.</param>
/// <param name="Tree">The queues.</param>
/// <param name="Scheduler">Decides.</param>
/// <param name="Now">Time of the next cycle in milliseconds, not before the last event.</param>
public sealed record Outlook(ClusterState State, QueueTree Tree, IPoolScheduler Scheduler, long Now)
{
    /// <summary>
    /// Jobs submitted so far in order of submission, from which those that may yet come are drawn; later ones are not
    /// looked at. Default none: nobody else comes.
    /// </summary>
    public IReadOnlyList<Job> PastArrivals { get; init; } = [];
}
