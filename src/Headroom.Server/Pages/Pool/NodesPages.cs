using Headroom.Cluster;
using Headroom.Cluster.Events;
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
            pool.Fleet.Nodes.Count,
            [.. RoomsOf(pool)]);
    }

    private static IEnumerable<RoomRow> RoomsOf(PoolSnapshot pool)
    {
        var (fleet, room) = (pool.Fleet.Nodes, pool.Room);
        var kinds = Enumerable.Range(0, fleet.Count)
            .GroupBy(node => (fleet[node].Place.Cluster, fleet[node].ChipModel));
        foreach (var kind in kinds)
        {
            int[] serving = [.. kind.Where(node => pool.Statuses[node] == NodeStatus.InService)];
            yield return new RoomRow(
                kind.Key.Cluster,
                kind.Key.ChipModel,
                kind.Count(),
                serving.Length,
                serving.Count(IsFree),
                kind.Sum(node => fleet[node].GpuCount),
                serving.Sum(node => room.MilliLeft(node).ToArray().Sum(left => (long)left)),
                serving.Sum(node => room.MilliLeft(node).ToArray().Count(left => left == TaskRequest.WholeGpuMilli)),
                serving.Sum(room.CpuLeft),
                serving.Sum(room.MemoryLeft));
        }

        bool IsFree(int node) => room.CpuLeft(node) == fleet[node].CpuMillicores
            && room.MemoryLeft(node) == fleet[node].MemoryMiB
            && !room.MilliLeft(node).ContainsAnyExcept(TaskRequest.WholeGpuMilli);
    }
}
