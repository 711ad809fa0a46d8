using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;

namespace Headroom.Scheduling.Plans;

/// <summary>
/// Decides for a whole pool. Pure: the same state, tree, time and budget give the same plan, and the state is not
/// changed.
/// </summary>
public interface IPoolScheduler
{
    /// <summary>Name in commands and reports.</summary>
    string Name { get; }

    /// <summary>One cycle.</summary>
    /// <param name="state">The cluster as it is.</param>
    /// <param name="tree">The queues with what they are owed, on the same fleet.</param>
    /// <param name="now">
    /// Time in milliseconds; when it is before the last event, every job is held as
    /// <see cref="HoldReason.ClockWentBack"/>.
    /// </param>
    /// <param name="stepBudget">Most jobs to look at, at least 1; the rest is held as not reached.</param>
    Plan Decide(ClusterState state, QueueTree tree, long now, int stepBudget);
}
