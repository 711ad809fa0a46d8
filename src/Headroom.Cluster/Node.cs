namespace Headroom.Cluster;

/// <summary>One machine that offers resources.</summary>
/// <param name="Name">Unique in its fleet; ties between nodes are settled by ordinal order of names where a
/// policy says so.</param>
/// <param name="CpuMillicores">CPU of the empty node in thousandths of a core, at least 0.</param>
/// <param name="MemoryMiB">Memory of the empty node, at least 0.</param>
/// <param name="GpuCount">Whole accelerators, 0 to <see cref="GpuCountMax"/>.</param>
/// <param name="ChipModel">Model of the node's accelerators as the site writes it; empty when it has none.</param>
public sealed record Node(string Name, long CpuMillicores, long MemoryMiB, int GpuCount, string ChipModel)
{
    /// <summary>Most accelerators that one node may have. Larger fabrics are several nodes with a topology.</summary>
    public const int GpuCountMax = 16;

    /// <summary>Where it stands.</summary>
    public NodePlace Place { get; init; } = NodePlace.Unknown;

    /// <summary>Thousandths of an accelerator that the empty node offers.</summary>
    public int GpuMilli => GpuCount * TaskRequest.WholeGpuMilli;
}
