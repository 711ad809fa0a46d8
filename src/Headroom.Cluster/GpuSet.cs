using System.Numerics;

namespace Headroom.Cluster;

/// <summary>Accelerators of one node, one bit each by index.</summary>
/// <param name="Bits">Bit i set: accelerator i belongs to the set.</param>
public readonly record struct GpuSet(uint Bits)
{
    /// <summary>No accelerator.</summary>
    public static GpuSet None => default;

    /// <summary>How many belong to the set.</summary>
    public int Count => BitOperations.PopCount(Bits);

    /// <summary>The set of accelerator <paramref name="index"/> alone.</summary>
    public static GpuSet Of(int index) => new(1u << index);

    /// <summary>This set and accelerator <paramref name="index"/>.</summary>
    public GpuSet With(int index) => new(Bits | (1u << index));

    /// <summary>Whether accelerator <paramref name="index"/> belongs to the set.</summary>
    public bool Contains(int index) => (Bits & (1u << index)) != 0;
}
