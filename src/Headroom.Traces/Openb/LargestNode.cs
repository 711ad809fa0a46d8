using Headroom.Cluster;

namespace Headroom.Traces.Openb;

/// <summary>
/// The most that any node of a fleet has of each resource, each for itself. A task beyond one of them is a slip; a task
/// that no node suits in all of them together is legal, and the published lists have one.
/// </summary>
internal sealed record LargestNode(long CpuMillicores, long MemoryMiB, int GpuCount)
{
    /// <summary>The largest amounts of <paramref name="nodes"/>; zero without nodes.</summary>
    public static LargestNode Of(IReadOnlyList<Node> nodes) => new(
        nodes.Max(node => (long?)node.CpuMillicores) ?? 0,
        nodes.Max(node => (long?)node.MemoryMiB) ?? 0,
        nodes.Max(node => (int?)node.GpuCount) ?? 0);
}
