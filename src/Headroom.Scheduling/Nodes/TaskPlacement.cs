namespace Headroom.Scheduling.Nodes;

/// <summary>Where one task runs.</summary>
/// <param name="Node">Index of the node in its pool.</param>
/// <param name="Gpus">Accelerators of that node; none for a task that needs none.</param>
public readonly record struct TaskPlacement(int Node, GpuSet Gpus);
