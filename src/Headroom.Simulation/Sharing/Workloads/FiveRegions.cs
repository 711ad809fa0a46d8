using System.Globalization;
using Headroom.Cluster;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.Tenancy;
using Headroom.Simulation.Chance;

namespace Headroom.Simulation.Sharing.Workloads;

/// <summary>
/// A made-up case after MAST (Choudhury et al., OSDI'24): five regions whose data draws unequal demand, the worst 2.63
/// times what it has, as MAST found its own before; together they have enough. Jobs name data and no region, and data
/// can be sent, at a price and in its time. The question is what is left of the worst ratio.
/// </summary>
/// <remarks>
/// Only the ratio of 2.63 is from the paper; it publishes neither jobs nor links. Everything else is drawn from the
/// seed. A run's own figure is <see cref="RegionRun.DemandOverSupply"/>. Where data cannot be sent, each region has to
/// serve what its data draws, and the worst stays at 2.63.
/// </remarks>
public static class FiveRegions
{
    /// <summary>What the data of each region draws, over what the region has, in hundredths: 90 on average.</summary>
    internal static readonly int[] DemandPercent = [263, 75, 50, 35, 27];

    private const int NodesPerRegion = 8;
    private const int GpusPerNode = 8;
    private const int DataSetsPerRegion = 12;
    private const string Model = "A100";
    private const long Minute = 60_000;
    private const long Span = 7 * 24 * 60 * Minute;

    /// <summary>A week of jobs.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="sendsData">
    /// Whether data may leave its region; where it may not, jobs name the region of their data, for schedulers that
    /// know nothing of data.
    /// </param>
    public static PoolScenario Create(ulong seed, bool sendsData = true)
    {
        var chance = new Pcg32(seed);
        var data = Data(chance);
        var links = Links(chance);
        var regions = Enumerable.Range(0, DemandPercent.Length).Select(region => Priced(chance, region)).ToList();
        var fleet = new Fleet
        {
            Nodes = [.. Enumerable.Range(0, DemandPercent.Length * NodesPerRegion).Select(NodeAt)],
            Regions = regions,
            DataSets = data,
            Links = sendsData ? links : [],
        };
        var jobs = new List<SharedJob>();
        for (var region = 0; region < DemandPercent.Length; region++) AddJobs(chance, jobs, region, data, sendsData);
        return new PoolScenario(jobs, fleet, new SharingPolicy
        {
            Queues = [.. Enumerable.Range(0, DemandPercent.Length)
                .Select(region => new QueueDefinition { Name = $"team-{Name(region)}" })],
        });
    }

    private static string Name(int region) => string.Create(CultureInfo.InvariantCulture, $"region-{region}");

    private static Node NodeAt(int index) => new(
        string.Create(CultureInfo.InvariantCulture, $"node-{index:00}"), 128_000, 1_048_576, GpusPerNode, Model)
    {
        Place = new NodePlace(Name(index / NodesPerRegion), "main"),
    };

    // Prices and carbon that fall by night, each region's night at its own hours.
    private static Region Priced(Pcg32 chance, int region)
    {
        var (price, carbon, shift) = (chance.Between(1_200, 2_400), chance.Between(100, 500), region * 5);
        return new Region(Name(region), Curve(price, shift), Curve(carbon, shift));
    }

    private static HourlyCurve Curve(long high, int shift) => new(ValueList.From(
        Enumerable.Range(0, 24).Select(hour => (hour + shift) % 24 < 8 ? high * 2 / 3 : high)));

    private static DataSet[] Data(Pcg32 chance)
    {
        var sets = new DataSet[DemandPercent.Length * DataSetsPerRegion];
        for (var index = 0; index < sets.Length; index++)
        {
            sets[index] = new DataSet(
                string.Create(CultureInfo.InvariantCulture, $"data-{index:00}"),
                chance.Between(20, 800) * 1_024,
                [Name(index / DataSetsPerRegion)]);
        }

        return sets;
    }

    private static List<RegionLink> Links(Pcg32 chance)
    {
        var links = new List<RegionLink>();
        for (var from = 0; from < DemandPercent.Length; from++)
        {
            for (var to = 0; to < DemandPercent.Length; to++)
            {
                if (from == to) continue;
                links.Add(new RegionLink(Name(from), Name(to), chance.Between(500, 5_000), chance.Between(5, 40)));
            }
        }

        return links;
    }

    private static void AddJobs(Pcg32 chance, List<SharedJob> jobs, int region, DataSet[] data, bool sendsData)
    {
        var left = (long)NodesPerRegion * GpusPerNode * Span / 100 * DemandPercent[region];
        var own = data.Where(set => set.Regions[0] == Name(region)).ToArray();
        while (left > 0)
        {
            var tasks = chance.OnceIn(12) ? 2 : 1;
            var gpus = tasks > 1 ? GpusPerNode : chance.OneOf(1, 1, 1, 2, 4, 8);
            var shortest = 20 * Minute << (int)chance.Below(5);
            var runtime = Math.Min(chance.Between(shortest, 2 * shortest), Math.Max(1, left / (tasks * gpus)));
            left -= runtime * tasks * gpus;
            if (left < tasks * gpus) left = 0;
            jobs.Add(Job(chance, jobs.Count, region, runtime, new JobShape
            {
                TaskCount = tasks,
                GpuCount = gpus,
                Regions = sendsData ? [] : [Name(region)],
                DataSets = [chance.OneOf<DataSet>(own).Name],
            }));
        }
    }

    private static SharedJob Job(Pcg32 chance, int id, int region, long runtime, JobShape shape) => new()
    {
        Job = new Job
        {
            Id = new JobId(id),
            Shape = shape,
            Queue = $"team-{Name(region)}",
            SubmittedMilliseconds = chance.Between(0, Span),
            TimeLimitMilliseconds = runtime * 4 + 12 * 60 * Minute,
            CheckpointMilliseconds = 30 * Minute,
            RestartMilliseconds = 2 * Minute,
        },
        RuntimeMilliseconds = runtime,
    };
}
