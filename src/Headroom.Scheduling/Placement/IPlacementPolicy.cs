using Headroom.Cluster;
using Headroom.Scheduling.Nodes;

namespace Headroom.Scheduling.Placement;

/// <summary>
/// Chooses where a task runs. A policy sees one pool during its life and only the tasks it was asked about.
/// </summary>
public interface IPlacementPolicy
{
    /// <summary>Name in commands and reports.</summary>
    string Name { get; }

    /// <summary>
    /// Where a task of <paramref name="task"/> should run; null when no node fits. A task that fits
    /// somewhere is never refused.
    /// </summary>
    TaskPlacement? Choose(TaskClass task);
}
