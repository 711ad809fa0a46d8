using Headroom.Cluster;

namespace Headroom.Simulation.Tests.Packing;

/// <summary>
/// The most that can be allocated, by trying every placement of every choice of tasks. For a handful of tasks only.
/// </summary>
internal sealed class ExhaustivePacking(IReadOnlyList<Node> nodes, IReadOnlyList<TaskRequest> tasks)
{
    private readonly long[] _cpu = [.. nodes.Select(node => node.CpuMillicores)];
    private readonly long[] _memory = [.. nodes.Select(node => node.MemoryMiB)];
    private readonly int[][] _gpus = [.. nodes.Select(node => Enumerable.Repeat(1_000, node.GpuCount).ToArray())];

    /// <summary>Thousandths allocated by the best placement.</summary>
    public int Most() => MostFrom(0);

    private int MostFrom(int index)
    {
        if (index == tasks.Count) return 0;

        var most = MostFrom(index + 1);
        for (var node = 0; node < nodes.Count; node++)
            foreach (var gpus in Choices(tasks[index], node)) most = Math.Max(most, MostOn(node, gpus, index));

        return most;
    }

    private int MostOn(int node, int[] gpus, int index)
    {
        var request = tasks[index];
        Take(request, node, gpus, 1);
        var most = request.GpuMilliTotal + MostFrom(index + 1);
        Take(request, node, gpus, -1);
        return most;
    }

    // Whole accelerators are all alike; for a share each one that has room is another choice.
    private int[][] Choices(TaskRequest request, int node)
    {
        if (_cpu[node] < request.CpuMillicores || _memory[node] < request.MemoryMiB) return [];
        if (!request.Admits(nodes[node].ChipModel)) return [];

        var room = Enumerable.Range(0, nodes[node].GpuCount)
            .Where(gpu => _gpus[node][gpu] >= request.GpuMilli)
            .ToArray();
        if (room.Length < request.GpuCount) return [];
        return request.GpuMilli == 1_000 ? [room[..request.GpuCount]] : [.. room.Select(gpu => new[] { gpu })];
    }

    private void Take(TaskRequest request, int node, int[] gpus, int sign)
    {
        _cpu[node] -= sign * request.CpuMillicores;
        _memory[node] -= sign * request.MemoryMiB;
        foreach (var gpu in gpus) _gpus[node][gpu] -= sign * request.GpuMilli;
    }
}
