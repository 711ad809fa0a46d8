namespace Headroom.Cluster;

/// <summary>Equal nodes of equal accelerators: the cluster that a queue is replayed on, written <c>8x8</c>.</summary>
/// <param name="NodeCount">Nodes, at least 1.</param>
/// <param name="GpusPerNode">Accelerators of each, at least 1.</param>
public sealed record GpuFleetShape(int NodeCount, int GpusPerNode)
{
    /// <summary>Most nodes of one fleet.</summary>
    public const int NodeCountMax = 1_000_000;

    /// <summary>Most accelerators of one node.</summary>
    public const int GpusPerNodeMax = Node.GpuCountMax;

    /// <summary>Accelerators of the whole fleet.</summary>
    public int GpuCount => NodeCount * GpusPerNode;
}
