using CsCheck;
using Headroom.Scheduling.Backfill;
using Headroom.Scheduling.Gangs;

namespace Headroom.Scheduling.Tests.Backfill;

public sealed class NodeCalendarTests
{
    private const int GpusPerNode = 4;

    [Fact]
    public void A_gang_of_whole_nodes_fits_when_enough_nodes_have_emptied()
    {
        var calendar = new NodeCalendar(3, GpusPerNode);
        calendar.Add(0, 4, end: 50);
        calendar.Add(1, 1, end: 30);
        calendar.Add(2, 2, end: 70);

        Assert.Equal(30, calendar.Earliest(4));
        Assert.Equal(50, calendar.Earliest(8));
        Assert.Equal(new GangNodes(8, GpusPerNode, [0, 1]), calendar.Choose(8, 50));
        Assert.Equal(NodeCalendar.Now, calendar.Earliest(3));
    }

    [Fact]
    public void Any_load_gives_the_times_that_counting_gives() => Loads.Sample(load =>
    {
        var calendar = new NodeCalendar(load.NodeCount, GpusPerNode);
        foreach (var (node, gpuCount, end) in load.Jobs) calendar.Add(node, gpuCount, end);
        foreach (var (node, gpuCount, end) in load.Jobs.Take(load.Removed)) calendar.Remove(node, gpuCount, end);
        var left = load.Jobs.Skip(load.Removed).ToArray();

        for (var gpuCount = 1; gpuCount <= load.NodeCount * GpusPerNode; gpuCount++)
        {
            var earliest = left.Select(job => job.End).Prepend(NodeCalendar.Now).Order()
                .First(time => Fits(gpuCount, FreeAt(time, left, load.NodeCount)));
            Assert.Equal(earliest, calendar.Earliest(gpuCount));
            var free = new FreeNodes(load.NodeCount, GpusPerNode);
            for (var node = 0; node < load.NodeCount; node++)
            {
                free[node] = FreeAt(earliest, left, load.NodeCount)[node];
                Assert.Equal(free[node], calendar.FreeAt(node, earliest));
            }

            Assert.Equal(free.Choose(gpuCount), calendar.Choose(gpuCount, earliest));
        }
    });

    private static Gen<Load> Loads { get; } =
        from nodeCount in Gen.Int[1, 5]
        from wishes in Gen.Select(Gen.Int[0, nodeCount - 1], Gen.Int[1, GpusPerNode], Gen.Long[1, 9]).Array[0, 12]
        from removed in Gen.Int[0, 4]
        select Load.Of(nodeCount, wishes, removed);

    private static int[] FreeAt(long time, (int Node, int GpuCount, long End)[] jobs, int nodeCount) =>
        [.. Enumerable.Range(0, nodeCount).Select(node =>
            GpusPerNode - jobs.Where(job => job.Node == node && job.End > time).Sum(job => job.GpuCount))];

    private static bool Fits(int gpuCount, int[] free)
    {
        var nodes = new FreeNodes(free.Length, GpusPerNode);
        for (var node = 0; node < free.Length; node++) nodes[node] = free[node];
        return nodes.Fits(gpuCount);
    }

    private sealed record Load(int NodeCount, (int Node, int GpuCount, long End)[] Jobs, int Removed)
    {
        // Wishes beyond what a node has are left out.
        public static Load Of(int nodeCount, (int Node, int GpuCount, long End)[] wishes, int removed)
        {
            var jobs = wishes
                .Where((wish, index) => AskedOf(wish.Node, wishes.Take(index + 1)) <= GpusPerNode)
                .ToArray();
            return new Load(nodeCount, jobs, Math.Min(removed, jobs.Length));
        }

        private static int AskedOf(int node, IEnumerable<(int Node, int GpuCount, long End)> wishes) =>
            wishes.Where(wish => wish.Node == node).Sum(wish => wish.GpuCount);

        public override string ToString() => $"{NodeCount} nodes, {string.Join(' ', Jobs)}, {Removed} removed";
    }
}
