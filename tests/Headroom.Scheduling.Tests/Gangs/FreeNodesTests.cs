using CsCheck;
using Headroom.Scheduling.Gangs;

namespace Headroom.Scheduling.Tests.Gangs;

public sealed class FreeNodesTests
{
    [Fact]
    public void A_small_gang_goes_to_the_first_node_with_room()
    {
        var free = new FreeNodes(3, 8) { [0] = 1, [1] = 4 };

        Assert.Equal(new GangNodes(2, 1), free.Choose(2));
    }

    [Fact]
    public void A_large_gang_takes_whole_nodes_and_its_remainder_the_first_other_node_with_room()
    {
        var free = new FreeNodes(4, 8) { [1] = 3 };

        Assert.Equal(new GangNodes(18, 8, [0, 2, 1]), free.Choose(18));
        Assert.Equal([8, 8, 2], Enumerable.Range(0, 3).Select(free.Choose(18).GpusAt));
    }

    [Fact]
    public void Scattered_accelerators_are_no_room_for_a_gang_of_whole_nodes()
    {
        var free = new FreeNodes(2, 8) { [0] = 7, [1] = 7 };

        Assert.False(free.Fits(8));
        Assert.Equal(14, free.Total);
    }

    [Fact]
    public void More_than_a_node_has_cannot_be_given_back() =>
        Assert.Throws<InvalidOperationException>(() => new FreeNodes(2, 8).Give(new GangNodes(1, 0)));

    [Fact]
    public void Any_fleet_places_any_gang_as_the_plain_rule_says() => Fleets.Sample((gpusPerNode, counts, gpuCount) =>
    {
        var free = new FreeNodes(counts.Length, gpusPerNode);
        for (var node = 0; node < counts.Length; node++) free[node] = counts[node];

        var expected = Plain(gpuCount, counts, gpusPerNode);

        Assert.Equal(expected is not null, free.Fits(gpuCount));
        Assert.Equal(counts.Sum(), free.Total);
        if (expected is null) return;
        var gang = free.Choose(gpuCount);
        Assert.Equal(expected, Enumerable.Range(0, gang.Count).Select(position => gang[position]));
        free.Take(gang);
        Assert.Equal(counts.Sum() - gpuCount, free.Total);
    });

    private static Gen<(int GpusPerNode, int[] Counts, int GpuCount)> Fleets { get; } =
        from nodeCount in Gen.Int[1, 9]
        from gpusPerNode in Gen.Int[1, 5]
        from counts in Gen.Int[0, gpusPerNode].Array[nodeCount]
        from gpuCount in Gen.Int[1, nodeCount * gpusPerNode]
        select (gpusPerNode, counts, gpuCount);

    private static int[]? Plain(int gpuCount, int[] free, int gpusPerNode)
    {
        var wholeCount = gpuCount > gpusPerNode ? gpuCount / gpusPerNode : 0;
        var rest = gpuCount - (wholeCount * gpusPerNode);
        var nodes = Enumerable.Range(0, free.Length).ToArray();
        var whole = nodes.Where(node => free[node] == gpusPerNode).Take(wholeCount).ToArray();
        var carrier = nodes.Except(whole).Where(node => free[node] >= rest).Take(rest > 0 ? 1 : 0).ToArray();
        return whole.Length == wholeCount && (rest == 0 || carrier.Length == 1) ? [.. whole, .. carrier] : null;
    }
}
