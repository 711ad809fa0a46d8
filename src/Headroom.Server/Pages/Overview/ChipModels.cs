using Headroom.Cluster.Events;
using Headroom.Server.Views;

namespace Headroom.Server.Pages.Overview;

/// <summary>Adds up accelerators by model.</summary>
internal static class ChipModels
{
    public static IReadOnlyList<ChipModelRow> Of(PoolSnapshot pool)
    {
        var count = pool.Resources.ChipModelCount;
        var (inService, free, held) = (new long[count], new long[count], new long[count]);
        for (var node = 0; node < pool.Fleet.Nodes.Count; node++)
        {
            var (known, status) = (pool.Fleet.Nodes[node], pool.Statuses[node]);
            if (known.GpuCount == 0 || status != NodeStatus.InService) continue;

            var model = pool.Resources.IndexOf(known.ChipModel);
            inService[model] += known.GpuMilli;
            foreach (var left in pool.Room.MilliLeft(node)) free[model] += left;
        }

        foreach (var run in pool.Runs)
        {
            if (run.Resource < count) held[run.Resource] += run.MilliHeld;
        }

        return
        [
            .. Enumerable.Range(0, count).Select(model => new ChipModelRow(
                pool.Resources[model], pool.Resources.Capacity[model], inService[model], held[model], free[model])),
        ];
    }
}
