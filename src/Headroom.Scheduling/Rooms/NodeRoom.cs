using Headroom.Cluster;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.State;

namespace Headroom.Scheduling.Rooms;

/// <summary>What is left on one node, apart from the fleet: at a later time, or to try something out.</summary>
internal sealed class NodeRoom(int gpusMax = Node.GpuCountMax)
{
    private readonly int[] _milli = new int[gpusMax];
    private readonly long[] _gpuMemory = new long[gpusMax];
    private readonly ushort[] _slotsTaken = new ushort[gpusMax];

    /// <summary>CPU left in thousandths of a core.</summary>
    public long CpuLeft { get; private set; }

    /// <summary>Memory left, in MiB.</summary>
    public long MemoryLeft { get; private set; }

    /// <summary>Accelerators of the node.</summary>
    public int GpuCount { get; private set; }

    /// <summary>Thousandths left on each accelerator.</summary>
    public ReadOnlySpan<int> MilliLeft => _milli.AsSpan(0, GpuCount);

    /// <summary>Memory left on each accelerator, in MiB.</summary>
    public ReadOnlySpan<long> GpuMemoryLeft => _gpuMemory.AsSpan(0, GpuCount);

    /// <summary>Slots taken on each accelerator, bit by bit.</summary>
    public ReadOnlySpan<ushort> SlotsTaken => _slotsTaken.AsSpan(0, GpuCount);

    /// <summary>What is left on a node now.</summary>
    public static NodeRoom Of(FleetRoom room, int node)
    {
        var copy = new NodeRoom(room.GpuCount(node));
        copy.Load(room, node);
        return copy;
    }

    /// <summary>Becomes what is left on a node now.</summary>
    public void Load(FleetRoom room, int node)
    {
        CpuLeft = room.CpuLeft(node);
        MemoryLeft = room.MemoryLeft(node);
        GpuCount = room.GpuCount(node);
        room.MilliLeft(node).CopyTo(_milli);
        room.GpuMemoryLeft(node).CopyTo(_gpuMemory);
        room.SlotsTaken(node).CopyTo(_slotsTaken);
    }

    /// <summary>Becomes an empty node.</summary>
    public void LoadEmpty(Node node, ChipModel model)
    {
        CpuLeft = node.CpuMillicores;
        MemoryLeft = node.MemoryMiB;
        GpuCount = node.GpuCount;
        _milli.AsSpan(0, GpuCount).Fill(TaskRequest.WholeGpuMilli);
        _gpuMemory.AsSpan(0, GpuCount).Fill(model.MemoryMiB);
        _slotsTaken.AsSpan(0, GpuCount).Clear();
    }

    /// <summary>Keeps of everything only what <paramref name="other"/>, the same node, has left too.</summary>
    public void LimitTo(NodeRoom other)
    {
        CpuLeft = Math.Min(CpuLeft, other.CpuLeft);
        MemoryLeft = Math.Min(MemoryLeft, other.MemoryLeft);
        for (var gpu = 0; gpu < GpuCount; gpu++)
        {
            _milli[gpu] = Math.Min(_milli[gpu], other._milli[gpu]);
            _gpuMemory[gpu] = Math.Min(_gpuMemory[gpu], other._gpuMemory[gpu]);
            _slotsTaken[gpu] |= other._slotsTaken[gpu];
        }
    }

    /// <summary>Whether so much is left where a task is placed.</summary>
    public bool CanTake(in TaskNeed need, in TaskPlacement task)
    {
        if (CpuLeft < need.CpuMillicores || MemoryLeft < need.MemoryMiB) return false;
        if (task.Gpus.Bits >> GpuCount != 0) return false;

        var slots = SliceSlots.Of(need.SliceSlots, task.SliceStart);
        for (var gpu = 0; gpu < GpuCount; gpu++)
        {
            if (!task.Gpus.Contains(gpu)) continue;
            if (_milli[gpu] < need.GpuMilli || _gpuMemory[gpu] < need.GpuMemoryMiB) return false;
            if ((_slotsTaken[gpu] & slots) != 0) return false;
        }

        return true;
    }

    /// <summary>Gives a task its part.</summary>
    /// <exception cref="InvalidOperationException">So much is not left: a promise would be broken.</exception>
    public void Take(in TaskNeed need, in TaskPlacement task)
    {
        Change(need, task, sign: 1);
        if (CpuLeft < 0 || MemoryLeft < 0) throw Broken(need, task);
    }

    /// <summary>Takes a task's part back.</summary>
    /// <exception cref="InvalidOperationException">The node never gave that much.</exception>
    public void Give(in TaskNeed need, in TaskPlacement task) => Change(need, task, sign: -1);

    private void Change(in TaskNeed need, in TaskPlacement task, int sign)
    {
        CpuLeft -= sign * need.CpuMillicores;
        MemoryLeft -= sign * need.MemoryMiB;
        if (task.Gpus.Bits >> GpuCount != 0) throw Broken(need, task);

        var slots = (ushort)SliceSlots.Of(need.SliceSlots, task.SliceStart);
        for (var gpu = 0; gpu < GpuCount; gpu++)
        {
            if (!task.Gpus.Contains(gpu)) continue;

            _milli[gpu] -= sign * need.GpuMilli;
            _gpuMemory[gpu] -= sign * need.GpuMemoryMiB;
            var clash = sign > 0 ? _slotsTaken[gpu] & slots : ~_slotsTaken[gpu] & slots;
            if (clash != 0 || _gpuMemory[gpu] < 0 || _milli[gpu] is < 0 or > TaskRequest.WholeGpuMilli)
                throw Broken(need, task);

            _slotsTaken[gpu] ^= slots;
        }
    }

    private static InvalidOperationException Broken(in TaskNeed need, in TaskPlacement task) =>
        new($"Not enough is left for {need} at {task}.");

    /// <summary>64-bit FNV-1a over what is left.</summary>
    public ulong Hash()
    {
        var hash = Mixed(Mixed(14695981039346656037, CpuLeft), MemoryLeft);
        for (var gpu = 0; gpu < GpuCount; gpu++)
            hash = Mixed(Mixed(hash, _gpuMemory[gpu]), ((long)_milli[gpu] << 16) | _slotsTaken[gpu]);

        return hash;
    }

    private static ulong Mixed(ulong hash, long value) => unchecked((hash ^ (ulong)value) * 1099511628211);

    /// <summary>How many tasks fit, at most so many.</summary>
    public int TasksOf(in Fit fit, int most)
    {
        var need = fit.Need;
        if (need.CpuMillicores > 0) most = (int)Math.Min(most, CpuLeft / need.CpuMillicores);
        if (need.MemoryMiB > 0) most = (int)Math.Min(most, MemoryLeft / need.MemoryMiB);
        if (need.GpuCount == 0 || most <= 0) return Math.Max(most, 0);

        var tasks = 0;
        if (need.TakesWholeGpus)
        {
            foreach (var milli in MilliLeft) tasks += milli == TaskRequest.WholeGpuMilli ? 1 : 0;
            return Math.Min(most, tasks / need.GpuCount);
        }

        for (var gpu = 0; gpu < GpuCount && tasks < most; gpu++) tasks += TasksOn(gpu, fit);
        return Math.Min(most, tasks);
    }

    /// <summary>How many tasks fit on one accelerator that they share; CPU and memory of the node aside.</summary>
    public int TasksOn(int gpu, in Fit fit)
    {
        var tasks = _milli[gpu] / fit.Need.GpuMilli;
        if (tasks > 0 && fit.Need.GpuMemoryMiB > 0)
            tasks = (int)Math.Min(tasks, _gpuMemory[gpu] / fit.Need.GpuMemoryMiB);

        return tasks > 0 && fit.Need.SliceSlots > 0
            ? Math.Min(tasks, SliceSlots.CountOf(_slotsTaken[gpu], fit.Need.SliceSlots, fit.Starts))
            : tasks;
    }

    /// <summary>Places so many tasks, which must fit: whole accelerators by index, shared ones fullest first.</summary>
    public void Fill(in Fit fit, int node, int tasks, List<TaskPlacement> into)
    {
        if (fit.SharesGpu) FillShared(fit, node, tasks, into);
        else FillWhole(fit.Need, node, tasks, into);
    }

    private void FillWhole(in TaskNeed need, int node, int tasks, List<TaskPlacement> into)
    {
        var gpu = 0;
        for (; tasks > 0; tasks--)
        {
            var gpus = GpuSet.None;
            for (; gpus.Count < need.GpuCount; gpu++)
            {
                if (_milli[gpu] == TaskRequest.WholeGpuMilli) gpus = gpus.With(gpu);
            }

            into.Add(new TaskPlacement(node, gpus));
        }
    }

    private void FillShared(in Fit fit, int node, int tasks, List<TaskPlacement> into)
    {
        Span<int> order = stackalloc int[GpuCount];
        for (var gpu = 0; gpu < GpuCount; gpu++) order[gpu] = _milli[gpu] * Node.GpuCountMax + gpu;
        order.Sort();
        foreach (var entry in order)
        {
            var gpu = entry % Node.GpuCountMax;
            for (var rest = Math.Min(tasks, TasksOn(gpu, fit)); rest > 0; rest--, tasks--)
            {
                var start = fit.Need.SliceSlots == 0
                    ? 0
                    : SliceSlots.First(_slotsTaken[gpu], fit.Need.SliceSlots, fit.Starts);
                var task = new TaskPlacement(node, GpuSet.Of(gpu), start);
                Take(fit.Need, task);
                into.Add(task);
            }
        }
    }
}
