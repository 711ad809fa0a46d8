using Headroom.Cluster;

namespace Headroom.Simulation.Tests.Queueing;

/// <summary>The "yarn" placement in plain words: nodes of a gang, or null when it does not fit.</summary>
internal static class PlainYarn
{
    public static int[]? Place(int gpuCount, IReadOnlyList<int> free, GpuFleetShape fleet)
    {
        var nodes = Enumerable.Range(0, fleet.NodeCount).ToArray();
        if (gpuCount <= fleet.GpusPerNode)
            return nodes.Where(node => free[node] >= gpuCount).Take(1).ToArray() is { Length: 1 } one ? one : null;

        var wholeCount = gpuCount / fleet.GpusPerNode;
        var whole = nodes.Where(node => free[node] == fleet.GpusPerNode).Take(wholeCount).ToArray();
        var rest = gpuCount % fleet.GpusPerNode;
        var carrier = nodes.Except(whole).Where(node => rest > 0 && free[node] >= rest).Take(1).ToArray();
        return whole.Length == wholeCount && (rest == 0 || carrier.Length == 1) ? [.. whole, .. carrier] : null;
    }

    /// <summary>Accelerators that a gang placed there holds on one node.</summary>
    public static int Held(int gpuCount, int[] nodes, int node, GpuFleetShape fleet)
    {
        var position = Array.IndexOf(nodes, node);
        if (position < 0) return 0;
        return position < nodes.Length - 1 ? fleet.GpusPerNode : gpuCount - (fleet.GpusPerNode * (nodes.Length - 1));
    }
}
