namespace Headroom.Cluster;

/// <summary>Where one task runs.</summary>
/// <param name="Node">Index of the node in its fleet.</param>
/// <param name="Gpus">Accelerators of that node; none for a task that needs none.</param>
/// <param name="SliceStart">First slot of the task's fixed slice on its accelerator; 0 without slices.</param>
public readonly record struct TaskPlacement(int Node, GpuSet Gpus, int SliceStart = 0);
