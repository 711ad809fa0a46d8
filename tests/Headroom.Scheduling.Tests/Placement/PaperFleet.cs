using Headroom.Cluster;
using Headroom.Scheduling.Nodes;

namespace Headroom.Scheduling.Tests.Placement;

/// <summary>
/// A fleet kept as a list of who runs where; everything else is added up anew. Refuses what a real node would refuse.
/// </summary>
internal sealed class PaperFleet(IReadOnlyList<Node> nodes)
{
    private readonly List<(TaskRequest Request, TaskPlacement Placement)> _running = [];

    public IReadOnlyList<(TaskRequest Request, TaskPlacement Placement)> Running => _running;

    public long CpuLeft(int node) => nodes[node].CpuMillicores - On(node).Sum(task => task.Request.CpuMillicores);

    public long MemoryLeft(int node) => nodes[node].MemoryMiB - On(node).Sum(task => task.Request.MemoryMiB);

    public int GpuLeft(int node, int gpu) => gpu >= nodes[node].GpuCount
        ? 0
        : 1_000 - On(node).Where(task => task.Placement.Gpus.Contains(gpu)).Sum(task => task.Request.GpuMilli);

    public bool Fits(TaskRequest request, int node) =>
        CpuLeft(node) >= request.CpuMillicores &&
        MemoryLeft(node) >= request.MemoryMiB &&
        (request.GpuCount == 0 || request.Admits(nodes[node].ChipModel)) &&
        GpusThatFit(request, node) >= request.GpuCount;

    public bool FitsSomewhere(TaskRequest request) => Enumerable.Range(0, nodes.Count).Any(node => Fits(request, node));

    public void Start(TaskRequest request, TaskPlacement placement)
    {
        Assert.True(Fits(request, placement.Node), $"{request} does not fit on {nodes[placement.Node]}");
        Assert.Equal(request.GpuCount, placement.Gpus.Count);
        for (var gpu = 0; gpu < 32; gpu++)
            if (placement.Gpus.Contains(gpu)) Assert.InRange(request.GpuMilli, 1, GpuLeft(placement.Node, gpu));

        _running.Add((request, placement));
    }

    public (TaskRequest Request, TaskPlacement Placement) Finish(int index)
    {
        var finished = _running[index];
        _running.RemoveAt(index);
        return finished;
    }

    /// <summary>Holds every figure of a pool against this list.</summary>
    public void AssertSameAs(NodePool pool)
    {
        for (var node = 0; node < nodes.Count; node++)
        {
            var gpus = Enumerable.Range(0, pool.GpuSlots).Select(gpu => GpuLeft(node, gpu)).ToArray();
            Assert.Equal(CpuLeft(node), pool.CpuLeft(node));
            Assert.Equal(MemoryLeft(node), pool.MemoryLeft(node));
            Assert.Equal(gpus, pool.GpuLeft(node).ToArray());
            Assert.Equal(gpus.Sum(), pool.GpuIdle(node));
            Assert.Equal(gpus.Count(left => left == 1_000), pool.GpusFree(node));
            Assert.Equal(On(node).Count(), pool.TaskCount(node));
            Assert.Equal(
                On(node).Where(task => task.Request.GpuCount > 0).Select(task => Size(task.Request)).Distinct().Order(),
                Sizes(pool.Sizes(node)));
        }
    }

    private static int Size(TaskRequest request) => request.GpuMilli < 1_000 ? 0 : request.GpuCount;

    private static IEnumerable<int> Sizes(GpuSizes sizes) => Enumerable.Range(0, GpuSizes.Count).Where(sizes.Contains);

    private int GpusThatFit(TaskRequest request, int node) =>
        Enumerable.Range(0, nodes[node].GpuCount).Count(gpu => GpuLeft(node, gpu) >= request.GpuMilli);

    private IEnumerable<(TaskRequest Request, TaskPlacement Placement)> On(int node) =>
        _running.Where(task => task.Placement.Node == node);
}
