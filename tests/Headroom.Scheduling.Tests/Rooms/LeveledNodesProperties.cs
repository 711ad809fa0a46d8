using CsCheck;
using Headroom.Cluster;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.State;
using Headroom.Scheduling.Rooms;

namespace Headroom.Scheduling.Tests.Rooms;

public sealed class LeveledNodesProperties
{
    private const int Begin = 40;
    private const int End = 240;
    private const int Nodes = 300;
    private const int Levels = 3;

    private static readonly Gen<(int Kind, int Position, int Level, int Cpu, int To)[]> Steps =
        Gen.Select(Gen.Int[0, 3], Gen.Int[Begin, End - 1], Gen.Int[-1, Levels - 1], Gen.Int[0, 10], Gen.Int[0, Nodes])
            .Array[1, 300];

    [Fact]
    public void The_first_node_that_fits_is_found_over_many_words() => Steps.Sample(steps =>
    {
        var fleet = new Fleet { Nodes = [.. Enumerable.Range(0, Nodes).Select(SomeNode)] };
        var left = new FleetRoom(fleet, [.. fleet.Nodes.Select(_ => ChipModel.Named(""))]);
        var set = new LeveledNodes(left, new Topology(fleet), Begin, End, Levels);
        var levels = Enumerable.Repeat(LeveledNodes.None, Nodes).ToArray();
        for (var position = Begin; position < End; position += 3) set.Put(position, levels[position] = 0);

        foreach (var (kind, position, level, cpu, to) in steps)
        {
            if (kind == 0) set.Put(position, levels[position] = level);
            if (kind == 1) TakeOrGive(left, position, cpu - 5);
            if (kind == 1) set.Refresh(position);
            AssertFirst(set, left, levels, Math.Max(level, 0), (position, to), cpu);
            if (level >= 0) Assert.Equal(levels.Count(own => own == level), set.CountOf(level));
        }
    });

    private static Node SomeNode(int index) => new($"n{index}", 10 - index / 64 % 2 * 8, 100, 0, "");

    private static void TakeOrGive(FleetRoom left, int node, int cpu)
    {
        var need = new TaskNeed(Math.Abs(cpu), 0, 0, 0, 0, 0);
        if (cpu < 0) left.Give(need, new TaskPlacement(node, GpuSet.None));
        else if (left.CpuLeft(node) >= cpu) left.Take(need, new TaskPlacement(node, GpuSet.None));
    }

    private static void AssertFirst(
        LeveledNodes set, FleetRoom left, int[] levels, int level, (int From, int To) range, int cpu)
    {
        var expected = Enumerable.Range(Begin, End - Begin)
            .Where(position => position >= range.From && position < range.To)
            .Where(position => levels[position] == level && left.CpuLeft(position) >= cpu)
            .DefaultIfEmpty(LeveledNodes.None)
            .First();

        Assert.Equal(expected, set.FirstFit(level, range.From, range.To, new TaskNeed(cpu, 100, 0, 0, 0, 0)));
    }
}
