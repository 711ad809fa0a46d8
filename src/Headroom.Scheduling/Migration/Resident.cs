using Headroom.Cluster;
using Headroom.Scheduling.Nodes;

namespace Headroom.Scheduling.Migration;

/// <summary>A running task and where it runs.</summary>
/// <param name="Task">Its class.</param>
/// <param name="Placement">Its node and accelerators.</param>
public readonly record struct Resident(TaskClass Task, TaskPlacement Placement);
