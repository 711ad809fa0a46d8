using CsCheck;
using Headroom.Cluster;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.Tenancy;

namespace Headroom.Scheduling.Tests.Peers;

/// <summary>What happens to a pool from outside: jobs come in waves, and between them some that run end.</summary>
/// <param name="Fleet">Two chip models, one to five nodes.</param>
/// <param name="Policy">Two cohorts with queues below them, and queues beside them.</param>
/// <param name="Waves">Jobs of each wave, and which of those that run end before it, by their place.</param>
internal sealed record PeerWorld(
    Fleet Fleet, SharingPolicy Policy, IReadOnlyList<(IReadOnlyList<Job> Jobs, IReadOnlyList<int> Ends)> Waves);

/// <summary>Random small worlds in which quotas, limits and nodes are all too small.</summary>
internal static class PeerWorlds
{
    private static readonly string[] Queues = ["a", "b", "c", "d", "e"];

    private static readonly Gen<Fleet> SomeFleet =
        Gen.Select(Gen.Int[1, 4], Gen.OneOf("A", "A", "B"), Gen.OneOf("r0", "r1"))
            .Select((gpus, model, rack) => new Node("", 16_000, 65_536, gpus, model) { Place = new("", "", "", rack) })
            .Array[1, 5]
            .Select(nodes => new Fleet { Nodes = [.. nodes.Select((node, index) => node with { Name = $"{index}" })] });

    private static readonly Gen<(int Nominal, int? Borrowing, int? Lending, int Weight)> SomeQuota = Gen.Select(
        Gen.Int[0, 3],
        Gen.Frequency((3, Gen.Const((int?)null)), (1, Gen.Int[0, 4].Select(limit => (int?)limit))),
        Gen.Frequency((3, Gen.Const((int?)null)), (1, Gen.Int[0, 2].Select(limit => (int?)limit))),
        Gen.Int[1, 3]);

    private static readonly Gen<Job> SomeJob = Gen.Select(
        Gen.Select(Gen.OneOf(1, 1, 1, 2, 3, 4), Gen.OneOf(0, 1, 1, 1, 2, 3), Gen.Int[0, 9]),
        Gen.OneOf(Queues), Gen.Int[0, 2], Gen.OneOf(1L, 5L, 20L), Gen.Int[0, 9]).Select(JobOf);

    public static Gen<PeerWorld> World { get; } = Gen.Select(
        SomeFleet, SomeQuota.Array[7], Gen.Bool.Array[5],
        Gen.Select(SomeJob.Array[1, 12], Gen.Int[0, 20].Array[0, 4]).Array[1, 4]).Select(WorldOf);

    private static Job JobOf(
        (int Tasks, int Gpus, int Variant) size, string queue, int priority, long limit, int kind) => new()
        {
            Id = default,
            Queue = kind == 9 ? "unknown" : queue,
            SubmittedMilliseconds = 0,
            Priority = priority,
            TimeLimitMilliseconds = limit * 1000,
            IsPreemptible = kind < 7,
            Shape = new JobShape
            {
                TaskCount = size.Tasks,
                TaskCountMin = size.Variant == 0 ? 1 : 0,
                GpuCount = size.Gpus,
                GpuMilli = size.Gpus == 1 && size.Variant is 1 or 2 ? 300 : 1000,
                CpuMillicores = 1000,
                Chips = size.Variant == 3 && size.Gpus > 0 ? [new ChipChoice("B")] : [],
                Topology = size.Variant == 4 ? new TopologyWish(TopologyLevel.Rack, true) : null,
            },
        };

    private static PeerWorld WorldOf(
        Fleet fleet, (int Nominal, int? Borrowing, int? Lending, int Weight)[] quotas, bool[] backfill,
        (Job[] Jobs, int[] Ends)[] waves)
    {
        string[] parents = ["", "", "left", "left", "right", "right", ""];
        string[] names = ["left", "right", .. Queues];
        var capacity = fleet.Nodes.Where(node => node.ChipModel == "A").Sum(node => node.GpuCount);
        var queues = new List<QueueDefinition>();
        for (var index = 0; index < names.Length; index++)
        {
            // Quotas never add up to more than there is; a cohort has just what is below it.
            var (nominal, borrowing, lending, weight) = quotas[index];
            nominal = index < 2 ? 0 : Math.Min(nominal, capacity);
            capacity -= nominal;
            queues.Add(new QueueDefinition
            {
                Name = names[index],
                Parent = parents[index],
                Weight = weight,
                AllowsBackfill = index < 2 || backfill[index - 2],
                Quotas = fleet.Nodes.Any(node => node.ChipModel == "A")
                    ? [new Quota("A", nominal * 1000L, borrowing * 1000L, lending * 1000L)]
                    : [],
            });
        }

        return new PeerWorld(
            fleet, PeerPool.PolicyOf([.. queues]),
            [.. waves.Select(wave => ((IReadOnlyList<Job>)wave.Jobs, (IReadOnlyList<int>)wave.Ends))]);
    }
}
