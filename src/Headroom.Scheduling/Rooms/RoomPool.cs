using Headroom.Cluster;
using Headroom.Cluster.State;

namespace Headroom.Scheduling.Rooms;

/// <summary>
/// The nodes of one cluster with one chip model, or all of its nodes for tasks that need none: indexed by what is free.
/// </summary>
internal sealed class RoomPool(FleetRoom left, Topology topology, bool forProcessors, int begin, int end)
{
    /// <summary>Numbers of free accelerators; for processors, nodes that have none at all come first.</summary>
    public const int LevelCount = Node.GpuCountMax + 2;

    private const int PartialStep = 100;

    /// <summary>First position.</summary>
    public int Begin => begin;

    /// <summary>Position after the last.</summary>
    public int End => end;

    /// <summary>Open nodes by free accelerators.</summary>
    public LeveledNodes Open { get; } = new(left, topology, begin, end, LevelCount);

    /// <summary>Open nodes on which room is guarded, by free accelerators.</summary>
    public LeveledNodes Guarded { get; } = new(left, topology, begin, end, LevelCount);

    /// <summary>
    /// Open nodes with shared accelerators, by the most that one of these has left, in hundreds of thousandths.
    /// </summary>
    public LeveledNodes Shared { get; } = new(left, topology, begin, end, SharedLevelCount);

    /// <summary>Numbers of <see cref="Shared"/>.</summary>
    public const int SharedLevelCount = TaskRequest.WholeGpuMilli / PartialStep;

    /// <summary>Thousandths of accelerators left on open nodes.</summary>
    public long MilliLeft { get; private set; }

    /// <summary>CPU left on open nodes, in thousandths of a core.</summary>
    public long CpuLeft { get; private set; }

    /// <summary>Memory left on open nodes, in MiB.</summary>
    public long MemoryLeft { get; private set; }

    /// <summary>The number from which nodes of <see cref="Shared"/> may hold a task.</summary>
    public static int SharedLevelOf(int milli) => milli / PartialStep;

    /// <summary>Counts a node that is open.</summary>
    public void Count(int node)
    {
        CpuLeft += left.CpuLeft(node);
        MemoryLeft += left.MemoryLeft(node);
        foreach (var milli in left.MilliLeft(node)) MilliLeft += milli;
    }

    /// <summary>Counts what a task took from an open node, or gave back with a sign of -1.</summary>
    public void Count(in TaskNeed need, int sign)
    {
        CpuLeft -= sign * need.CpuMillicores;
        MemoryLeft -= sign * need.MemoryMiB;
        MilliLeft -= sign * need.GpuMilliTotal;
    }

    /// <summary>Brings the index up to date with a node that is open.</summary>
    public void Update(int node, bool isGuarded, bool sharesChanged)
    {
        var position = topology.PositionOf(node);
        var level = LevelOf(node);
        Open.Put(position, isGuarded ? LeveledNodes.None : level);
        Guarded.Put(position, isGuarded ? level : LeveledNodes.None);
        if (forProcessors) return;

        if (sharesChanged) Shared.Put(position, isGuarded ? LeveledNodes.None : SharedLevel(node));
        else Shared.Refresh(position);
    }

    /// <summary>Most tasks of whole accelerators that could be left, by the counts alone.</summary>
    public long TasksMost(in TaskNeed need)
    {
        var tasks = 0L;
        for (var level = need.GpuCount; level < LevelCount; level++)
            tasks += (long)(Open.CountOf(level) + Guarded.CountOf(level)) * (level / need.GpuCount);

        return tasks;
    }

    /// <summary>Whether so many tasks could be left if all nodes were one.</summary>
    public bool HoldsTogether(in TaskNeed need, int tasks) =>
        (Int128)need.CpuMillicores * tasks <= CpuLeft && (Int128)need.MemoryMiB * tasks <= MemoryLeft
        && (long)need.GpuMilliTotal * tasks <= MilliLeft;

    private int LevelOf(int node)
    {
        if (!forProcessors) return left.GpusFree(node);

        return left.GpuCount(node) == 0 ? 0 : 1 + left.GpusFree(node);
    }

    private int SharedLevel(int node)
    {
        var most = 0;
        foreach (var milli in left.MilliLeft(node))
        {
            if (milli < TaskRequest.WholeGpuMilli) most = Math.Max(most, milli);
        }

        return most == 0 ? LeveledNodes.None : SharedLevelOf(most);
    }
}
