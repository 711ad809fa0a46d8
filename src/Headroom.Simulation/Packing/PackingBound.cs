using Headroom.Cluster;

namespace Headroom.Simulation.Packing;

/// <summary>What no policy can exceed: a linear program that knows every arrival.</summary>
public static class PackingBound
{
    /// <summary>
    /// Most accelerators, in percent of the fleet, that any placement of the arrivals up to <paramref name="arrivedPercent"/> can allocate.
    /// </summary>
    public static double Allocated(IReadOnlyList<Node> nodes, IReadOnlyList<RecordedTask> tasks, PackingOptions options, int arrivedPercent) =>
        throw new NotSupportedException();
}
