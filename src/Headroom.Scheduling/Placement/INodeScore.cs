using Headroom.Cluster;
using Headroom.Scheduling.Nodes;

namespace Headroom.Scheduling.Placement;

/// <summary>
/// Says how well a task would sit on a node. The score of a node depends on that node and the task's class alone.
/// </summary>
public interface INodeScore
{
    /// <summary>Name in commands and reports.</summary>
    string Name { get; }

    /// <summary>Score of a node that fits; higher wins, and never <see cref="long.MinValue"/>.</summary>
    long Rate(TaskClass task, int node);

    /// <summary>Accelerators to take on the chosen node.</summary>
    GpuSet ChooseGpus(TaskClass task, int node);
}
