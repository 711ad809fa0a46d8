using Headroom.Cluster;

namespace Headroom.Scheduling.Nodes;

/// <summary>
/// What is left on each node of a fleet, node by node in the fleet's order. The one thing that placement changes.
/// Not thread-safe. Arrays of numbers and no objects a node, because every decision walks over all of it.
/// </summary>
public sealed class NodePool
{
    /// <summary>Most tasks on one node, as the kubelet of the published experiment allows.</summary>
    public const int TasksPerNodeMax = 1001;

    // A set vector of eight lanes covers a usual node; a fleet with larger nodes takes two.
    private const int GpuLane = 8;

    private readonly long[] _cpuLeft;
    private readonly long[] _memoryLeft;
    private readonly int[] _gpuLeft;
    private readonly int[] _gpuIdle;
    private readonly int[] _gpusFree;
    private readonly int[] _gpuLeftMax;
    private readonly int[] _taskCount;
    private readonly int[] _gpuCount;
    private readonly int[] _chipModel;
    private readonly int[] _tasksBySize;
    private readonly long[] _version;

    /// <summary>An empty fleet.</summary>
    /// <param name="nodes">The fleet; ties between nodes are won by the earlier one.</param>
    public NodePool(IReadOnlyList<Node> nodes)
    {
        Nodes = nodes;
        GpuSlots = nodes.Any(node => node.GpuCount > GpuLane) ? Node.GpuCountMax : GpuLane;
        _cpuLeft = [.. nodes.Select(node => node.CpuMillicores)];
        _memoryLeft = [.. nodes.Select(node => node.MemoryMiB)];
        _gpuCount = [.. nodes.Select(node => node.GpuCount)];
        _gpusFree = [.. _gpuCount];
        _gpuIdle = [.. nodes.Select(node => node.GpuMilli)];
        _gpuLeftMax = [.. nodes.Select(node => node.GpuCount > 0 ? TaskRequest.WholeGpuMilli : 0)];
        _chipModel = [.. nodes.Select(node => ChipModels.IndexOf(node.ChipModel))];
        _taskCount = new int[nodes.Count];
        _version = new long[nodes.Count];
        _tasksBySize = new int[nodes.Count * GpuSizes.Count];
        _gpuLeft = new int[nodes.Count * GpuSlots];
        for (var node = 0; node < nodes.Count; node++)
            _gpuLeft.AsSpan(node * GpuSlots, nodes[node].GpuCount).Fill(TaskRequest.WholeGpuMilli);
    }

    /// <summary>The fleet, in the order that settles ties.</summary>
    public IReadOnlyList<Node> Nodes { get; }

    /// <summary>The fleet's chip models.</summary>
    public ChipModels ChipModels { get; } = new();

    /// <summary>Nodes of the fleet.</summary>
    public int Count => Nodes.Count;

    /// <summary>
    /// Numbers that <see cref="GpuLeft"/> gives for each node, a multiple of 8; absent accelerators have 0 left.
    /// </summary>
    public int GpuSlots { get; }

    /// <summary>Nodes that changed, in order.</summary>
    public ChangeLog Changes { get; } = new();

    /// <summary>How often a node has changed.</summary>
    public long Version(int node) => _version[node];

    /// <summary>CPU left on a node, in thousandths of a core.</summary>
    public long CpuLeft(int node) => _cpuLeft[node];

    /// <summary>Memory left on a node, in MiB.</summary>
    public long MemoryLeft(int node) => _memoryLeft[node];

    /// <summary>Thousandths left on each accelerator of a node, by index.</summary>
    public ReadOnlySpan<int> GpuLeft(int node) => _gpuLeft.AsSpan(node * GpuSlots, GpuSlots);

    /// <summary>Thousandths left over all accelerators of a node.</summary>
    public int GpuIdle(int node) => _gpuIdle[node];

    /// <summary>Accelerators of a node that nobody uses.</summary>
    public int GpusFree(int node) => _gpusFree[node];

    /// <summary>Accelerators of a node.</summary>
    public int GpuCount(int node) => _gpuCount[node];

    /// <summary>Tasks on a node.</summary>
    public int TaskCount(int node) => _taskCount[node];

    /// <summary>Sizes of the accelerator tasks on a node.</summary>
    public GpuSizes Sizes(int node)
    {
        var bits = 0u;
        for (var size = 0; size < GpuSizes.Count; size++)
            if (_tasksBySize[node * GpuSizes.Count + size] > 0) bits |= 1u << size;

        return new GpuSizes(bits);
    }

    /// <summary>Index of a node's chip model in <see cref="ChipModels"/>.</summary>
    public int ChipModel(int node) => _chipModel[node];

    /// <summary>The same for all nodes, by index.</summary>
    public ReadOnlySpan<int> ChipModelByNode => _chipModel;

    /// <summary>Whether a node can take one more task of <paramref name="task"/> now.</summary>
    public bool Fits(TaskClass task, int node)
    {
        if (_cpuLeft[node] < task.CpuMillicores || _memoryLeft[node] < task.MemoryMiB) return false;
        if (_taskCount[node] >= TasksPerNodeMax) return false;
        if (task.GpuCount == 0) return true;

        var enough = task.SharesGpu ? _gpuLeftMax[node] >= task.GpuMilli : _gpusFree[node] >= task.GpuCount;
        return enough && task.AdmitsModel(_chipModel[node]);
    }

    /// <summary>The first <paramref name="count"/> unused accelerators of a node by index.</summary>
    public GpuSet FirstFree(int node, int count)
    {
        var chosen = GpuSet.None;
        var left = GpuLeft(node);
        for (var gpu = 0; gpu < left.Length && chosen.Count < count; gpu++)
            if (left[gpu] == TaskRequest.WholeGpuMilli) chosen = chosen.With(gpu);

        return chosen;
    }

    /// <summary>Gives a task its share of a node.</summary>
    /// <exception cref="InvalidOperationException">The node has not that much left: a decision was wrong.</exception>
    public void Allocate(TaskClass task, TaskPlacement placement)
    {
        if (_cpuLeft[placement.Node] < task.CpuMillicores || _memoryLeft[placement.Node] < task.MemoryMiB)
        {
            throw new InvalidOperationException(
                $"{Nodes[placement.Node].Name} has {_cpuLeft[placement.Node]} mCPU "
                + $"and {_memoryLeft[placement.Node]} MiB left, asked {task.Request}");
        }

        Change(task, placement, sign: 1);
    }

    /// <summary>Takes a task's share back.</summary>
    /// <exception cref="InvalidOperationException">The node never gave that much.</exception>
    public void Release(TaskClass task, TaskPlacement placement) => Change(task, placement, sign: -1);

    private void Change(TaskClass task, TaskPlacement placement, int sign)
    {
        var node = placement.Node;
        _cpuLeft[node] -= sign * task.CpuMillicores;
        _memoryLeft[node] -= sign * task.MemoryMiB;
        _taskCount[node] += sign;
        if (task.GpuCount > 0)
        {
            _tasksBySize[node * GpuSizes.Count + GpuSizes.Of(task)] += sign;
            ChangeGpus(placement, sign * task.GpuMilli);
        }

        _version[node]++;
        Changes.Add(node);
    }

    private void ChangeGpus(TaskPlacement placement, int milli)
    {
        var node = placement.Node;
        var left = _gpuLeft.AsSpan(node * GpuSlots, _gpuCount[node]);
        _gpusFree[node] = 0;
        _gpuLeftMax[node] = 0;
        for (var gpu = 0; gpu < left.Length; gpu++)
        {
            if (placement.Gpus.Contains(gpu)) left[gpu] -= milli;
            if (left[gpu] is < 0 or > TaskRequest.WholeGpuMilli)
            {
                throw new InvalidOperationException(
                    $"{Nodes[node].Name} would have {left[gpu]} milli left of accelerator {gpu}");
            }

            if (left[gpu] == TaskRequest.WholeGpuMilli) _gpusFree[node]++;
            _gpuLeftMax[node] = Math.Max(_gpuLeftMax[node], left[gpu]);
        }

        _gpuIdle[node] -= placement.Gpus.Count * milli;
    }
}
