using Headroom.Cluster.Fleets;

namespace Headroom.Cluster.State;

/// <summary>
/// What is left on every node. Not thread-safe. Arrays of numbers and no objects a node, because every cycle copies and
/// walks over all of it.
/// </summary>
public sealed class FleetRoom
{
    private readonly int[] _chipOffset;
    private readonly long[] _cpuLeft;
    private readonly long[] _memoryLeft;
    private readonly int[] _gpusFree;
    private readonly int[] _milliLeft;
    private readonly long[] _gpuMemoryLeft;
    private readonly ushort[] _slotsTaken;

    /// <summary>An empty fleet.</summary>
    /// <param name="fleet">Its nodes.</param>
    /// <param name="modelOf">Chip model of each node, by index.</param>
    public FleetRoom(Fleet fleet, IReadOnlyList<ChipModel> modelOf)
    {
        Count = fleet.Nodes.Count;
        _chipOffset = new int[Count + 1];
        for (var node = 0; node < Count; node++) _chipOffset[node + 1] = _chipOffset[node] + fleet.Nodes[node].GpuCount;

        _cpuLeft = [.. fleet.Nodes.Select(node => node.CpuMillicores)];
        _memoryLeft = [.. fleet.Nodes.Select(node => node.MemoryMiB)];
        _gpusFree = [.. fleet.Nodes.Select(node => node.GpuCount)];
        _milliLeft = new int[_chipOffset[Count]];
        Array.Fill(_milliLeft, TaskRequest.WholeGpuMilli);
        _gpuMemoryLeft = new long[_chipOffset[Count]];
        for (var node = 0; node < Count; node++)
            _gpuMemoryLeft.AsSpan(_chipOffset[node], GpuCount(node)).Fill(modelOf[node].MemoryMiB);

        _slotsTaken = new ushort[_chipOffset[Count]];
    }

    private FleetRoom(FleetRoom other)
    {
        Count = other.Count;
        _chipOffset = other._chipOffset;
        _cpuLeft = [.. other._cpuLeft];
        _memoryLeft = [.. other._memoryLeft];
        _gpusFree = [.. other._gpusFree];
        _milliLeft = [.. other._milliLeft];
        _gpuMemoryLeft = [.. other._gpuMemoryLeft];
        _slotsTaken = [.. other._slotsTaken];
    }

    /// <summary>Nodes.</summary>
    public int Count { get; }

    /// <summary>A copy that changes on its own.</summary>
    public FleetRoom Copy() => new(this);

    /// <summary>Accelerators of a node.</summary>
    public int GpuCount(int node) => _chipOffset[node + 1] - _chipOffset[node];

    /// <summary>CPU left on a node, in thousandths of a core.</summary>
    public long CpuLeft(int node) => _cpuLeft[node];

    /// <summary>Memory left on a node, in MiB.</summary>
    public long MemoryLeft(int node) => _memoryLeft[node];

    /// <summary>Accelerators of a node that nobody uses.</summary>
    public int GpusFree(int node) => _gpusFree[node];

    /// <summary>Thousandths left on each accelerator of a node.</summary>
    public ReadOnlySpan<int> MilliLeft(int node) => _milliLeft.AsSpan(_chipOffset[node], GpuCount(node));

    /// <summary>Memory left on each accelerator of a node, in MiB.</summary>
    public ReadOnlySpan<long> GpuMemoryLeft(int node) => _gpuMemoryLeft.AsSpan(_chipOffset[node], GpuCount(node));

    /// <summary>Slots taken on each accelerator of a node, bit by bit.</summary>
    public ReadOnlySpan<ushort> SlotsTaken(int node) => _slotsTaken.AsSpan(_chipOffset[node], GpuCount(node));

    /// <summary>Whether the nodes have so much left, all tasks taken together.</summary>
    public bool CanTakeAll(in TaskNeed need, ValueList<TaskPlacement> tasks)
    {
        var taken = 0;
        while (taken < tasks.Count && CanTake(need, tasks[taken])) Take(need, tasks[taken++]);
        var all = taken == tasks.Count;
        while (taken > 0) Give(need, tasks[--taken]);
        return all;
    }

    /// <summary>Whether a node has so much left where the placement says.</summary>
    public bool CanTake(in TaskNeed need, in TaskPlacement placement)
    {
        var node = placement.Node;
        if (_cpuLeft[node] < need.CpuMillicores || _memoryLeft[node] < need.MemoryMiB) return false;
        if (placement.Gpus.Count != need.GpuCount || placement.Gpus.Bits >> GpuCount(node) != 0) return false;

        var slots = SlotsOf(need, placement);
        for (var (gpus, at) = (placement.Gpus.Bits, _chipOffset[node]); gpus != 0; gpus >>= 1, at++)
        {
            if ((gpus & 1) == 0) continue;
            if (_milliLeft[at] < need.GpuMilli || _gpuMemoryLeft[at] < need.GpuMemoryMiB) return false;
            if ((_slotsTaken[at] & slots) != 0) return false;
        }

        return true;
    }

    /// <summary>Gives a task its part of a node.</summary>
    /// <exception cref="InvalidOperationException">The node has not that much left: a decision was wrong.</exception>
    public void Take(in TaskNeed need, in TaskPlacement placement) => Change(need, placement, sign: 1);

    /// <summary>Takes a task's part back.</summary>
    /// <exception cref="InvalidOperationException">The node never gave that much.</exception>
    public void Give(in TaskNeed need, in TaskPlacement placement) => Change(need, placement, sign: -1);

    /// <summary>Gives all tasks of a job their parts.</summary>
    /// <inheritdoc cref="Take" path="/exception"/>
    public void TakeAll(in TaskNeed need, ValueList<TaskPlacement> tasks)
    {
        foreach (ref readonly var task in tasks.AsSpan()) Take(need, task);
    }

    /// <summary>Takes the parts of all tasks of a job back.</summary>
    /// <inheritdoc cref="Give" path="/exception"/>
    public void GiveAll(in TaskNeed need, ValueList<TaskPlacement> tasks)
    {
        foreach (ref readonly var task in tasks.AsSpan()) Give(need, task);
    }

    private void Change(in TaskNeed need, in TaskPlacement placement, int sign)
    {
        var node = placement.Node;
        _cpuLeft[node] -= sign * need.CpuMillicores;
        _memoryLeft[node] -= sign * need.MemoryMiB;
        if (_cpuLeft[node] < 0 || _memoryLeft[node] < 0 || placement.Gpus.Count != need.GpuCount)
            throw new InvalidOperationException($"Node {node} has not enough left for {need} at {placement}.");

        if (need.GpuCount == 0) return;

        var slots = SlotsOf(need, placement);
        for (var (gpus, gpu) = (placement.Gpus.Bits, 0); gpus != 0; gpus >>= 1, gpu++)
        {
            if ((gpus & 1) != 0) ChangeGpu(need, node, gpu, slots, sign);
        }
    }

    private static ushort SlotsOf(in TaskNeed need, in TaskPlacement placement) =>
        unchecked((ushort)(((1 << need.SliceSlots) - 1) << placement.SliceStart));

    private void ChangeGpu(in TaskNeed need, int node, int gpu, ushort slots, int sign)
    {
        var at = _chipOffset[node] + gpu;
        var wasFree = _milliLeft[at] == TaskRequest.WholeGpuMilli;
        _milliLeft[at] -= sign * need.GpuMilli;
        _gpuMemoryLeft[at] -= sign * need.GpuMemoryMiB;
        var clash = sign > 0 ? _slotsTaken[at] & slots : ~_slotsTaken[at] & slots;
        if (gpu >= GpuCount(node) || clash != 0 || _milliLeft[at] is < 0 or > TaskRequest.WholeGpuMilli
            || _gpuMemoryLeft[at] < 0)
        {
            throw new InvalidOperationException($"Accelerator {gpu} of node {node} has not enough for {need}.");
        }

        _slotsTaken[at] ^= slots;
        if (wasFree) _gpusFree[node]--;
        if (_milliLeft[at] == TaskRequest.WholeGpuMilli) _gpusFree[node]++;
    }
}
