using CsCheck;
using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling.Options;
using Headroom.Scheduling.Rooms;
using Headroom.Scheduling.Tests.Rooms;

namespace Headroom.Scheduling.Tests.Options;

/// <summary>Fleets of a few regions with prices, and one job that may choose among them.</summary>
internal static class Markets
{
    public const long Hour = 3_600_000;

    private static readonly Gen<HourlyCurve> Curve =
        Gen.Long[0, 50].Select(value => value * 100).Array[0, 5]
            .Select(hours => new HourlyCurve(ValueList.From(hours)));

    private static readonly Gen<string> RegionName = Gen.OneOf("north", "south", "west");

    private static readonly Gen<Node> SomeNode = Gen.Select(RegionName, Gen.OneOf("A", "B"), Gen.Int[0, 2])
        .Select((region, model, gpus) =>
            new Node("", 8_000, 8_000, gpus, gpus > 0 ? model : "") { Place = new NodePlace(region) });

    private static readonly Gen<RegionLink> Link =
        Gen.Select(RegionName, RegionName, Gen.Long[1, 4], Gen.Long[0, 30])
            .Select((from, to, speed, price) => new RegionLink(from, to, speed, price));

    private static readonly Gen<DataSet> Data =
        Gen.Select(Gen.OneOf("d0", "d1"), Gen.Long[0, 20_000], RegionName.Array[0, 2])
            .Select((name, size, regions) => new DataSet(name, size, ValueList.From(regions)));

    /// <summary>Random fleets, the last region of which has no listed price.</summary>
    public static Gen<Fleet> Fleet { get; } =
        Gen.Select(SomeNode.Array[1, 5], Curve.Array[4], Link.Array[0, 6], Data.Array[0, 2])
            .Select((nodes, curves, links, data) => new Fleet
            {
                Nodes = [.. nodes.Select((node, index) => node with { Name = $"node-{index}" })],
                Regions = [new Region("south", curves[0], curves[1]), new Region("north", curves[2], curves[3])],
                Links = links,
                DataSets = [.. data.DistinctBy(one => one.Name)],
            });

    /// <summary>Random shapes.</summary>
    public static Gen<JobShape> Shape { get; } =
        Gen.Select(
                Gen.Int[1, 3], Gen.Int[0, 2], Gen.OneOf(1_000, 300), Gen.OneOf("d0", "d1", "d2").Array[0, 2],
                Gen.Select(Gen.OneOf("A", "B"), Gen.OneOf(500, 1_000, 3_000)).Array[0, 2],
                Gen.OneOf("", "", "north", "c0"))
            .Select((tasks, gpus, milli, data, chips, place) => new JobShape
            {
                TaskCount = tasks,
                CpuMillicores = 100,
                GpuCount = gpus,
                GpuMilli = gpus == 1 ? milli : 1_000,
                DataSets = ValueList.From(data.Distinct()),
                Regions = place == "north" ? [place] : [],
                Clusters = place == "c0" ? [place] : [],
                Chips = ValueList.From(chips.DistinctBy(chip => chip.Item1)
                    .Select(chip => new ChipChoice(chip.Item1, chip.Item2))),
            });

    /// <summary>Random worth of delay and carbon.</summary>
    public static Gen<PlanningRules> Rules { get; } = Gen.Select(Gen.OneOf(0L, 10, 1_000), Gen.OneOf(0L, 5, 900))
        .Select((delay, carbon) => new PlanningRules
        {
            PricePerGpuMinuteOfDelay = delay,
            PricePerKilogramCarbon = carbon,
        });

    /// <summary>A state with one waiting job.</summary>
    public static (ClusterState State, JobEntry Job) Waiting(Fleet fleet, JobShape shape, long? startBy = null)
    {
        var state = new ClusterState(fleet);
        Worlds.Apply(state, new JobSubmitted(0, new Job
        {
            Id = new JobId(1),
            Shape = shape,
            Queue = "q",
            SubmittedMilliseconds = 0,
            StartByMilliseconds = startBy,
        }));
        return (state, state.Find(new JobId(1))!);
    }

    /// <summary>The options of a time.</summary>
    public static PlacementOptions OptionsOf(ClusterState state, PlanningRules rules, long now)
    {
        var room = new TrialRoom(state, new Topology(state.Fleet));
        return new PlacementOptions(state, room, new FleetPrices(state.Fleet), rules, now);
    }
}
