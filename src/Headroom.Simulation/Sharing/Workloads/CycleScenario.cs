using System.Globalization;
using Headroom.Cluster;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.Tenancy;
using Headroom.Simulation.Chance;

namespace Headroom.Simulation.Sharing.Workloads;

/// <summary>
/// A large pool under steady load, to time single cycles on: at 0 so many jobs are there that the fleet fills up and
/// the wanted number waits; from then on about as many come as end. Nobody has published such a scenario.
/// </summary>
/// <remarks>
/// Nodes of 8 accelerators stand in racks of 16 and blocks of 20 racks. Three levels of queues: ten cohorts, ten in
/// each of them, and queues that take jobs below those. Each is owed its equal share. Most jobs are small, and one in
/// ten is a gang of 2 to 32 nodes, some of them near together.
/// </remarks>
public static class CycleScenario
{
    private const int GpusPerNode = 8;
    private const int Branches = 10;
    private const int NodesPerRack = 16;
    private const int RacksPerBlock = 20;
    private const string Model = "H100";
    private const long Minute = 60_000;

    // Accelerators of a job and how many of 1,000 jobs have so many; above 8 they are whole nodes.
    private static readonly int[] Sizes = [1, 2, 4, 8, 16, 32, 64, 128, 256];
    private static readonly Weighted SizeWeights = new([400, 150, 150, 200, 50, 28, 15, 5, 2]);

    /// <summary>The scenario.</summary>
    /// <param name="nodes">Nodes, at least 1.</param>
    /// <param name="waiting">Jobs that wait when the fleet is full, at least 0.</param>
    /// <param name="queues">Queues that take jobs: a multiple of 100.</param>
    /// <param name="streamSeconds">How long others come after 0, in seconds.</param>
    /// <param name="seed">Any number.</param>
    public static PoolScenario Create(
        int nodes = 10_000, int waiting = 100_000, int queues = 1_000, int streamSeconds = 600, ulong seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nodes, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(waiting);
        if (queues < Branches * Branches || queues % (Branches * Branches) != 0)
            throw new ArgumentOutOfRangeException(nameof(queues), queues, "Give a multiple of 100.");

        var chance = new Pcg32(seed);
        var leaves = queues / (Branches * Branches);
        var jobs = new List<SharedJob>();
        var filled = 0L;
        while (filled < (long)nodes * GpusPerNode) filled += Add(chance, jobs, queues, 0, nodes);

        var running = jobs.Count;
        for (var job = 0; job < waiting; job++) Add(chance, jobs, queues, 0, nodes);
        var perMinute = running * Minute / MeanRuntime;
        for (var job = 0L; job < perMinute * streamSeconds / 60; job++)
            Add(chance, jobs, queues, chance.Between(1, streamSeconds * 1_000L), nodes);

        return new PoolScenario(jobs, FleetOf(nodes), PolicyOf(leaves, nodes * GpusPerNode * 1_000L / queues));
    }

    // Runtimes are drawn evenly from 20 to 100 minutes.
    private const long MeanRuntime = 60 * Minute;

    private static int Add(Pcg32 chance, List<SharedJob> jobs, int queues, long submitted, int nodes)
    {
        var gpus = Sizes[SizeWeights.Draw(chance)];
        if (gpus > nodes * GpusPerNode) gpus = 1;
        var runtime = chance.Between(20 * Minute, 100 * Minute);
        jobs.Add(new SharedJob
        {
            Job = new Job
            {
                Id = new JobId(jobs.Count),
                Shape = Shape(chance, gpus),
                Queue = Leaf((int)chance.Below((uint)queues)),
                User = string.Create(CultureInfo.InvariantCulture, $"user-{chance.Below(500)}"),
                SubmittedMilliseconds = submitted,
                Priority = chance.OneOf(0, 0, 0, 10),
                TimeLimitMilliseconds = runtime * chance.Between(1, 3),
                CheckpointMilliseconds = 15 * Minute,
                RestartMilliseconds = Minute,
            },
            RuntimeMilliseconds = runtime,
        });
        return gpus;
    }

    private static JobShape Shape(Pcg32 chance, int gpus) => new()
    {
        TaskCount = Math.Max(1, gpus / GpusPerNode),
        GpuCount = Math.Min(gpus, GpusPerNode),
        CpuMillicores = Math.Min(gpus, GpusPerNode) * 8_000,
        Topology = gpus > GpusPerNode && chance.OnceIn(3)
            ? new TopologyWish(gpus <= NodesPerRack * GpusPerNode ? TopologyLevel.Rack : TopologyLevel.Block, false)
            : null,
    };

    private static Fleet FleetOf(int nodes) => new()
    {
        Nodes = [.. Enumerable.Range(0, nodes).Select(index => new Node(
            string.Create(CultureInfo.InvariantCulture, $"node-{index}"), 128_000, 1_048_576, GpusPerNode, Model)
        {
            Place = new NodePlace(
                "",
                "",
                string.Create(CultureInfo.InvariantCulture, $"b{index / (NodesPerRack * RacksPerBlock)}"),
                string.Create(CultureInfo.InvariantCulture, $"r{index / NodesPerRack}")),
        })],
    };

    private static SharingPolicy PolicyOf(int leaves, long leafMilli)
    {
        var queues = new List<QueueDefinition>();
        for (var outer = 0; outer < Branches; outer++)
        {
            queues.Add(Queue($"o{outer}", "", leafMilli * leaves * Branches));
            for (var inner = 0; inner < Branches; inner++)
            {
                var parent = $"o{outer}.{inner}";
                queues.Add(Queue(parent, $"o{outer}", leafMilli * leaves));
                for (var leaf = 0; leaf < leaves; leaf++)
                    queues.Add(Queue(Leaf((outer * Branches + inner) * leaves + leaf), parent, leafMilli));
            }
        }

        return new SharingPolicy { Queues = queues };
    }

    private static string Leaf(int number) => string.Create(CultureInfo.InvariantCulture, $"queue-{number}");

    private static QueueDefinition Queue(string name, string parent, long milli) =>
        new() { Name = name, Parent = parent, Quotas = [new Quota(Model, milli)] };
}
