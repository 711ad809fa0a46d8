namespace Headroom.Scheduling.Nodes;

/// <summary>Which sizes of accelerator tasks run on a node: shares, and whole ones by their number.</summary>
/// <param name="Bits">Bit 0: some task shares an accelerator; bit n: some task has n whole ones.</param>
public readonly record struct GpuSizes(uint Bits)
{
    /// <summary>Sizes that can be told apart: shares, and 1 to the most accelerators of a node.</summary>
    public const int Count = Cluster.Node.GpuCountMax + 1;

    /// <summary>Whether no task with an accelerator runs there.</summary>
    public bool IsEmpty => Bits == 0;

    /// <summary>Size of a task that needs accelerators: 0 for a share, else how many.</summary>
    public static int Of(TaskClass task) => task.SharesGpu ? 0 : task.GpuCount;

    /// <summary>Whether a task of this size runs there.</summary>
    public bool Contains(int size) => (Bits & (1u << size)) != 0;

    /// <summary>Whether tasks of this size and no other run there.</summary>
    public bool ContainsOnly(int size) => Bits == 1u << size;
}
