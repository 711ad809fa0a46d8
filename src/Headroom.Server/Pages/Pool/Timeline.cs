using Headroom.Cluster.Tenancy;
using Headroom.Server.Views;
using Headroom.Storage.Accounts;

namespace Headroom.Server.Pages.Pool;

/// <summary>Lays placements and promises out in time.</summary>
internal static class Timeline
{
    /// <summary>The drawing.</summary>
    /// <param name="pool">The pool now.</param>
    /// <param name="placements">In any order.</param>
    /// <param name="promises">Of waiting jobs.</param>
    /// <param name="tenants">In the order of their colours.</param>
    /// <param name="from">Its left end.</param>
    public static TimelineDrawing Of(
        PoolSnapshot pool, IReadOnlyList<Placement> placements, IReadOnlyList<PromiseSnapshot> promises,
        IReadOnlyList<string> tenants, long from)
    {
        var nodes = pool.Fleet.Nodes;
        var lanes = nodes.Select(node => new Lanes(Math.Max(1, node.GpuCount))).ToArray();
        var firsts = new int[nodes.Count];
        for (var node = 1; node < nodes.Count; node++)
            firsts[node] = firsts[node - 1] + Math.Max(1, nodes[node - 1].GpuCount);

        var bars = new List<long[]>();
        foreach (var part in Parts(placements, promises, nodes.Count).OrderBy(part => part.Began))
        {
            var end = part.Ended ?? long.MaxValue;
            foreach (var (lane, offset, height) in lanes[part.Node].Take(part.Milli, part.Began, end))
            {
                bars.Add([
                    firsts[part.Node] + lane, offset, height, part.Began, part.Ended ?? 0, part.Job,
                    IndexOf(tenants, part.Tenant), part.IsPromise ? 1 : 0]);
            }
        }

        return new TimelineDrawing(
            from, pool.At, [.. nodes.Select(node => new TimelineNode(node.Name, Math.Max(1, node.GpuCount)))], bars);
    }

    private static IEnumerable<Part> Parts(
        IReadOnlyList<Placement> placements, IReadOnlyList<PromiseSnapshot> promises, int nodes)
    {
        foreach (var held in placements)
        {
            var places = StretchNodes.Of(held.Nodes).ToArray();
            var tasks = Math.Max(1, places.Sum(place => place.Tasks));
            foreach (var (node, count) in places)
            {
                // Of a job without accelerators there is nothing to be seen on them.
                var milli = held.Resource == Quota.Cpu ? 0 : held.Milli / tasks * count;
                if (node < nodes && milli > 0)
                {
                    yield return new Part(
                        node, milli, held.Began, held.Ended, held.Job.Value, held.Tenant, IsPromise: false);
                }
            }
        }

        foreach (var promise in promises)
        {
            foreach (var task in promise.Tasks.Where(task => task.Gpus.Count > 0))
            {
                yield return new Part(
                    task.Node, (long)task.Gpus.Count * promise.GpuMilli, promise.Start,
                    promise.TimeLimit is { } limit ? promise.Start + limit : null,
                    promise.Job.Value, promise.Tenant, IsPromise: true);
            }
        }
    }

    private static int IndexOf(IReadOnlyList<string> tenants, string tenant)
    {
        for (var index = 0; index < tenants.Count; index++)
        {
            if (tenants[index] == tenant) return index;
        }

        return 0;
    }

    private readonly record struct Part(
        int Node, long Milli, long Began, long? Ended, long Job, string Tenant, bool IsPromise);
}
