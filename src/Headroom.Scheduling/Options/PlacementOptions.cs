using System.Numerics;
using Headroom.Cluster;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling.Rooms;

namespace Headroom.Scheduling.Options;

/// <summary>
/// The regions and chip models with which jobs may run, cheapest first, as of one time. Every pair is priced, as global
/// placement at data-centre scale does (MAST, OSDI'24); remembered by shape and runtime.
/// </summary>
internal sealed class PlacementOptions(
    ClusterState state, TrialRoom room, FleetPrices prices, PlanningRules rules, long now)
{
    // Runtimes are rounded up to so many leading bits, which is by less than a thirtieth, so that jobs share answers.
    private const int RuntimeBits = 6;

    private readonly Dictionary<(int Shape, long Runtime), IReadOnlyList<PlacementOption>> _known = [];
    private readonly List<RegionParts> _regions = RegionsOf(state, room.Topology);

    /// <summary>Time for which the costs hold, in milliseconds.</summary>
    public long Now => now;

    /// <summary>
    /// Ways to run a job, cheapest first; ties go to the earlier region, then to the chip model that the job names
    /// earlier. Empty when there is none. Whether they have room is another question.
    /// </summary>
    /// <param name="job">Any job of the state.</param>
    /// <param name="expectedMilliseconds">Its expected runtime at full speed.</param>
    public IReadOnlyList<PlacementOption> Of(JobEntry job, long expectedMilliseconds)
    {
        var key = (job.ShapeIndex, RoundUp(Math.Clamp(expectedMilliseconds, 1, RecordedJob.MillisecondsMax)));
        if (!_known.TryGetValue(key, out var options)) _known.Add(key, options = Find(key.ShapeIndex, key.Item2));
        return options;
    }

    /// <summary>Price and carbon of running as an option says, from a later time on.</summary>
    public Int128 RunCost(PlacementOption option, long start)
    {
        var from = start + option.TransferMilliseconds;
        return Cost.OfRun(
            prices.PriceOver(option.Region, from, option.RunMilliseconds),
            prices.CarbonOver(option.Region, from, option.RunMilliseconds),
            option.GpuMilli, rules);
    }

    internal static long RoundUp(long milliseconds)
    {
        var shift = Math.Max(0, 64 - BitOperations.LeadingZeroCount((ulong)milliseconds) - RuntimeBits);
        return (milliseconds + (1L << shift) - 1) >> shift << shift;
    }

    private static List<RegionParts> RegionsOf(ClusterState state, Topology topology)
    {
        var (first, end) = topology.PartsOf(TopologyLevel.Region);
        var regions = new List<RegionParts>();
        for (var part = first; part < end; part++)
        {
            var (begin, last) = topology.PositionsOf(part);
            var (firstCluster, endCluster) = topology.PartsWithin(TopologyLevel.Cluster, begin, last);
            var clusters = new List<ClusterPart>();
            for (var cluster = firstCluster; cluster < endCluster; cluster++)
            {
                var has = new bool[state.Resources.Count];
                has[state.Resources.Cpu] = true;
                foreach (var node in topology.NodesOf(cluster)) has[state.ResourceOf(node)] = true;
                clusters.Add(new ClusterPart(state.Fleet.Nodes[topology.NodesOf(cluster)[0]].Place, has));
            }

            regions.Add(new RegionParts(part, clusters[0].Place.Region, clusters));
        }

        return regions;
    }

    private List<PlacementOption> Find(int shape, long runtime)
    {
        var asked = state.Shapes[shape];
        var options = new List<(PlacementOption Option, int Chip)>();
        foreach (var (part, region, clusters) in _regions)
        {
            var admitted = clusters.Where(cluster => asked.Admits(cluster.Place)).ToArray();
            if (admitted.Length == 0) continue;
            if (prices.TransferTo(region, asked.DataSets) is not { } transfer) continue;

            for (var resource = 0; resource < state.Resources.Count; resource++)
            {
                if (!admitted.Any(cluster => cluster.HasResource[resource])) continue;
                if (room.NeedOf(shape, resource) is not { } need) continue;


                var (chip, speed) = ChipOf(asked, resource);
                var run = (long)Int128.Min(
                    ((Int128)runtime * ChipChoice.FullSpeed + speed - 1) / speed, RecordedJob.MillisecondsMax);
                options.Add((new PlacementOption(
                    resource, part, region, transfer.Cost, transfer.Milliseconds, run,
                    (long)asked.TaskCount * need.GpuMilliTotal), chip));
            }
        }

        return InOrder(options);
    }

    private (int Order, int SpeedPermille) ChipOf(JobShape shape, int resource)
    {
        for (var chip = 0; chip < shape.Chips.Count; chip++)
        {
            if (shape.Chips[chip].Model == state.Resources[resource]) return (chip, shape.Chips[chip].SpeedPermille);
        }

        return (resource, ChipChoice.FullSpeed);
    }

    private List<PlacementOption> InOrder(List<(PlacementOption Option, int Chip)> options)
    {
        if (options.Count == 0) return [];

        var soonest = options.Min(entry => entry.Option.TransferMilliseconds + entry.Option.RunMilliseconds);
        return [.. options
            .Select(entry => (Option: Priced(entry.Option, soonest), entry.Chip))
            .OrderBy(entry => entry.Option.Cost)
            .ThenBy(entry => prices.OrderOf(entry.Option.Region))
            .ThenBy(entry => entry.Chip)
            .Select(entry => entry.Option)];
    }

    private PlacementOption Priced(PlacementOption option, long soonest)
    {
        var delay = option.TransferMilliseconds + option.RunMilliseconds - soonest;
        return option with
        {
            Cost = option.Cost + RunCost(option, now) + Cost.OfDelay(delay, option.GpuMilli, rules),
        };
    }

    private sealed record RegionParts(int Part, string Region, IReadOnlyList<ClusterPart> Clusters);

    private sealed record ClusterPart(NodePlace Place, bool[] HasResource);
}
