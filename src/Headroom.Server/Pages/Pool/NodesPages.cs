using Headroom.Server.Access;
using Headroom.Server.Pages.Layout;
using Headroom.Server.Views;

namespace Headroom.Server.Pages.Pool;

/// <summary>Nodes, their accelerators and who is on them.</summary>
internal static class NodesPages
{
    private const int NodesMax = 1_000;

    public static void Map(IEndpointRouteBuilder web) => web.MapGet(
        "/nodes",
        (HttpContext context, TimeProvider time, PoolPulse pulse) => Page.AnswerAsync(
            context, time, async (request, bearer) => Page.Of<NodesPage>(
                request.Frame(Section.Nodes), ModelOf(await pulse.LatestAsync(), bearer))));

    private static NodesModel ModelOf(PoolSnapshot pool, Bearer bearer)
    {
        var residents = pool.Runs
            .SelectMany(run => run.Tasks, (run, task) => (run.Job, run.Tenant, task.Node, Gpus: task.Gpus.Bits))
            .ToLookup(task => task.Node);
        return new NodesModel(
            [
                .. pool.Fleet.Nodes.Take(NodesMax).Select((node, index) => new NodeRow(
                    node.Name,
                    node.Place.Cluster,
                    node.ChipModel,
                    pool.Statuses[index],
                    pool.Room.MilliLeft(index).ToArray(),
                    node.CpuMillicores,
                    pool.Room.CpuLeft(index),
                    node.MemoryMiB,
                    pool.Room.MemoryLeft(index),
                    [
                        .. residents[index].Where(task => bearer.Sees(task.Tenant))
                            .Select(task => (task.Job.Value, task.Gpus)),
                    ],
                    residents[index].Count(task => !bearer.Sees(task.Tenant)))),
            ],
            pool.Fleet.Nodes.Count);
    }
}
