using CsCheck;
using Headroom.Cluster.Fleets;
using Headroom.Testing;

namespace Headroom.Cluster.Tests.Fleets;

public sealed class FleetCheckTests
{
    private static readonly ChipModel A100 = new(
        "A100", 81_920, 8, [new("1g", 142, 10_240, 1, [0, 1, 2, 3, 4, 5, 6]), new("3g", 428, 40_960, 4, [0, 4])]);

    private static readonly Fleet Good = new()
    {
        ChipModels = [A100],
        Regions = [new("north", new([1, 2]), HourlyCurve.Zero), Region.Free("south")],
        Links = [new("north", "south", 1_200, 20), new("south", "north", 1_200, 20)],
        DataSets = [new("images", 1_536_000, ["north", "south"])],
        Nodes =
        [
            .. Some.Nodes(3, gpus: 8, model: "A100").Select(node => node with { Place = new("north", "a", "b", "r") }),
            new("cpu", 1, 1, 0, "") { Place = new("south") },
        ],
    };

    [Fact]
    public void A_good_fleet_has_no_fault()
    {
        AssertFaults(Good);
        AssertFaults(Fleet.Uniform(new(4, 8), "A100"));
        Gens.Fleet.Sample(nodes => AssertFaults(new Fleet { Nodes = nodes }), iter: 100);
    }

    [Fact]
    public void A_fleet_needs_nodes() =>
        AssertFaults(new Fleet { Nodes = [] }, "nodes: there is no node; write at least one.");

    [Fact]
    public void Nodes_keep_to_their_range() => AssertFaults(
        new Fleet
        {
            Nodes =
            [
                new("a", -1, long.MaxValue, 17, "T4"),
                new("a", 1, 1, 1, ""),
                new("", 1, 1, 0, "T4"),
                new("d\n", 1, -1_024, -1, ""),
                new(new string('x', 1025), Fleet.AmountMax, Fleet.AmountMax, 1, "cpu"),
            ],
        },
        "nodes[0].cpu: -0.001 is not within 0 to 17179869.184; write a value within.",
        "nodes[0].memoryGiB: 9007199254740991.999 is not within 0 to 16777216; write a value within.",
        "nodes[0].gpus: 17 is not within 0 to 16; write a value within.",
        "nodes[1].name: \"a\" is the name of another already; give each a name of its own.",
        "nodes[1].model: the accelerators have no model; name it.",
        "nodes[2].name: there is no name; give it one.",
        "nodes[2].model: there is a chip model and no accelerator; leave the model empty.",
        "nodes[3].name: \"d?\" has control characters; remove them.",
        "nodes[3].memoryGiB: -1 is not within 0 to 16777216; write a value within.",
        "nodes[3].gpus: -1 is not within 0 to 16; write a value within.",
        "nodes[4].name: the name has 1025 characters, and 1024 are the most; shorten it.",
        "nodes[4].model: \"cpu\" stands for processors in quotas; give the chip another name.");

    [Fact]
    public void A_fault_of_a_run_of_equal_nodes_is_told_at_its_first() => AssertFaults(
        new Fleet
        {
            Nodes =
            [
                new("a", 1, 1, 8, "T4"), new("b", 1, 1, 8, "T4"),
                new("c", 1, 1, 17, "T4"), new("d", 1, 1, 17, "T4"),
                new("e", -1, 1, 17, "T4"), new("f", -1, -1_024, 17, "T4"),
            ],
        },
        "nodes[2].gpus: 17 is not within 0 to 16; write a value within.",
        "nodes[4].cpu: -0.001 is not within 0 to 17179869.184; write a value within.",
        "nodes[4].gpus: 17 is not within 0 to 16; write a value within.",
        "nodes[5].cpu: -0.001 is not within 0 to 17179869.184; write a value within.",
        "nodes[5].memoryGiB: -1 is not within 0 to 16777216; write a value within.",
        "nodes[5].gpus: 17 is not within 0 to 16; write a value within.");

    [Fact]
    public void A_listed_kind_is_listed_whole_and_a_stranger_is_named_once() => AssertFaults(
        Good with
        {
            Nodes =
            [
                new("a", 1, 1, 1, "A10O") { Place = new("nroth") },
                new("b", 1, 1, 1, "A10O") { Place = new("nroth") },
                new("b", 1, 1, 2, "A10O") { Place = new("nroth") },
                new("c", 1, 1, 1, "H200"),
                new("d", 1, 1, 1, "A100") { Place = new("north", "a/b", "c/d", "e/f") },
            ],
            Links = [new("north", "sout", 1, 0), new("south", "south", 1, 0)],
            DataSets = [new("images", 1, ["north", "", "north"])],
        },
        "links[0].to: there is no region \"sout\"; did you mean south.",
        "links[1].to: the link leads back to where it begins; remove it: data within a region is there.",
        "datasets[0].regions[1]: no region is named; list it among the regions, or name one that is.",
        "datasets[0].regions[2]: \"north\" is named twice; name it once.",
        "nodes[0].region: there is no region \"nroth\"; did you mean north.",
        "nodes[0].model: there is no chip \"A10O\"; did you mean A100.",
        "nodes[2].name: \"b\" is the name of another already; give each a name of its own.",
        "nodes[3].region: no region is named; list it among the regions, or name one that is.",
        "nodes[3].model: there is no chip \"H200\"; list it among the chips, or name one that is.",
        "nodes[4].cluster: \"a/b\" has a '/'; name places without it.",
        "nodes[4].block: \"c/d\" has a '/'; name places without it.",
        "nodes[4].rack: \"e/f\" has a '/'; name places without it.");

    [Fact]
    public void Regions_links_and_data_sets_keep_to_their_range() => AssertFaults(
        Good with
        {
            Regions =
            [
                new("north", new([1, -1, -1]), new([HourlyCurve.ValueMax + 1])),
                new("south", new(ValueList.From(new long[8785])), HourlyCurve.Zero),
                Region.Free("north"),
                Region.Free("a/b"),
            ],
            Links = [new("north", "south", 0, -1), new("north", "south", 1, 0)],
            DataSets = [new("images", -1_024, []), new("images", 1L << 41, ["north"])],
        },
        "regions[0].pricePerGpuHour[1]: -0.001 is not within 0 to 100000; write a value within.",
        "regions[0].gramsCarbonPerGpuHour[0]: 100000001 is not within 0 to 100000000; write a value within.",
        "regions[1].pricePerGpuHour: there are 8785 hours, and 8784 are the most; write a year at most; it repeats.",
        "regions[2].name: \"north\" is the name of regions[0] already; give each a name of its own.",
        "regions[3].name: \"a/b\" has a '/'; name places without it.",
        "links[0].mebibytesPerSecond: 0 is not within 1 to 1000000000; write a value within.",
        "links[0].pricePerGiB: -0.001 is not within 0 to 1000000; write a value within.",
        "links[1].to: links[0] leads the same way; write one link for each way.",
        "datasets[0].sizeGiB: -1 is not within 0 to 1073741824; write a value within.",
        "datasets[0].regions: no region has a copy; name at least one.",
        "datasets[1].name: \"images\" is the name of datasets[0] already; give each a name of its own.",
        "datasets[1].sizeGiB: 2147483648 is not within 0 to 1073741824; write a value within.");

    [Fact]
    public void Slices_fit_into_their_chip() => AssertFaults(
        Good with
        {
            ChipModels =
            [
                A100,
                A100 with { Name = "slots", Slices = [] },
                A100 with { Name = "slices", SliceSlots = 0 },
                A100 with { Name = "seventeen", SliceSlots = 17 },
                A100 with { Name = "bad", Slices = [new("a", 0, -1, 9, []), new("a", 1, 1, 2, [0, 7]), new("b", 1, 1, 1, [])] },
                A100 with { Name = "order", Slices = [new("a", 1, 1, 1, [0, 2, 2])] },
                A100 with { Name = "much", Slices = [new("a", 300, 20_000, 2, [0, 2, 4, 6]), new("b", 201, 30_000, 4, [4])] },
                new("cpu", -1, 0, []),
                new("A100", 0, 0, []),
            ],
        },
        "chips[1].slices: there are slots and no slices; write both or neither.",
        "chips[2].sliceSlots: there are slices and no slots; write both or neither.",
        "chips[3].sliceSlots: 17 is not within 0 to 16; write a value within.",
        "chips[4].slices[0].milli: 0 is not within 1 to 1000; write a value within.",
        "chips[4].slices[0].memoryGiB: -0.001 is not within 0 to 16777216; write a value within.",
        "chips[4].slices[0].slots: 9 is not within 1 to 8; write a value within.",
        "chips[4].slices[1].name: \"a\" is the name of chips[4].slices[0] already; give each a name of its own.",
        "chips[4].slices[1].starts[1]: 7 is not within 0 to 6; write a value within.",
        "chips[4].slices[2].starts: the slice may begin nowhere; name slots from 0 to 7.",
        "chips[5].slices[0].starts[2]: slot 2 is not above the one before; write them ascending.",
        "chips[6].slices: slices that fit side by side add up to 1200 thousandths of an accelerator; "
            + "lower their milli, so that no more than 1000 can be cut at once.",
        "chips[7].model: \"cpu\" stands for processors in quotas; give the chip another name.",
        "chips[7].memoryGiB: -0.001 is not within 0 to 16777216; write a value within.",
        "chips[8].model: \"A100\" is the name of chips[0] already; give each a name of its own.");

    [Fact]
    public void Slices_side_by_side_have_no_more_memory_than_their_chip() => AssertFaults(
        Good with
        {
            ChipModels = [A100, new("much", 81_920, 4, [new("a", 500, 20_480, 2, [0, 2]), new("b", 400, 61_952, 2, [1, 2])])],
        },
        "chips[1].slices: slices that fit side by side have 80.5 GiB, and the accelerator has 80; lower their memory.");

    [Fact]
    public void What_is_missing_is_a_fault()
    {
        AssertFaults(
            new Fleet { Nodes = null!, ChipModels = null!, Regions = null!, Links = null!, DataSets = null! },
            "chips: the list is missing; leave it empty when there is none.",
            "regions: the list is missing; leave it empty when there is none.",
            "links: the list is missing; leave it empty when there is none.",
            "datasets: the list is missing; leave it empty when there is none.",
            "nodes: there is no node; write at least one.");
        AssertFaults(
            new Fleet
            {
                Nodes = [null!, new(null!, 0, 0, 1, null!) { Place = null! }, new("b", 0, 0, 0, "") { Place = new(null!) }],
                ChipModels = [null!, new(null!, 0, 1, [null!, new(null!, 1, 1, 1, null!)]), new("x", 0, 0, null!)],
                Regions = [null!, new(null!, null!, new(null!))],
                Links = [null!, new(null!, null!, 1, 0)],
                DataSets = [null!, new(null!, 0, null!), new("d", 0, [null!])],
            },
            "chips[0]: the chip model is missing; write it or remove the line.",
            "chips[1].model: there is no name; give it one.",
            "chips[1].slices[0].name: there is no name; give it one.",
            "chips[1].slices[1].name: there is no name; give it one.",
            "chips[1].slices[1].starts: the slice may begin nowhere; name slots from 0 to 0.",
            "regions[0].name: there is no name; give it one.",
            "regions[0].pricePerGpuHour: the curve is missing; leave it empty for 0 at any time.",
            "regions[0].gramsCarbonPerGpuHour: the curve is missing; leave it empty for 0 at any time.",
            "regions[1].name: there is no name; give it one.",
            "regions[1].pricePerGpuHour: the curve is missing; leave it empty for 0 at any time.",
            "regions[1].gramsCarbonPerGpuHour: the curve is missing; leave it empty for 0 at any time.",
            "links[0]: the link is missing; write it or remove the line.",
            "links[1].from: no region is named; list it among the regions, or name one that is.",
            "links[1].to: no region is named; list it among the regions, or name one that is.",
            "datasets[0]: the data set is missing; write it or remove the line.",
            "datasets[1].name: there is no name; give it one.",
            "datasets[1].regions: no region has a copy; name at least one.",
            "datasets[2].regions[0]: no region is named; list it among the regions, or name one that is.",
            "nodes[0]: the node is missing; write it or remove the line.",
            "nodes[1].name: there is no name; give it one.",
            "nodes[1]: the place is missing; leave its names empty when it is unknown.",
            "nodes[1].model: the accelerators have no model; name it.",
            "nodes[2].region: the name is missing; leave it empty when it is unknown.");
    }

    [Fact]
    public void Lists_are_bounded() => AssertFaults(
        new Fleet
        {
            Nodes =
            [
                .. Enumerable.Range(0, 258).Select(index => new Node($"n{index}", 0, 0, 1, $"m{index}")
                {
                    Place = new($"r{index}"),
                }),
            ],
            ChipModels = [.. Enumerable.Range(0, 258).Select(index => ChipModel.Named($"m{index}"))],
            Regions = [.. Enumerable.Range(0, 258).Select(index => Region.Free($"r{index}"))],
            Links = [.. Enumerable.Repeat(new RegionLink("r0", "r1", 1, 0), 65_537)],
            DataSets = [.. Enumerable.Repeat(new DataSet("d", 0, ["r0"]), 100_001)],
        },
        "chips: there are 258 chip models, and 256 are the most; leave out those that no node has.",
        "regions: there are 258 regions, and 256 are the most; leave out those without nodes and data.",
        "links: there are 65537 links, and 65536 are the most; write one for each way.",
        "datasets: there are 100001 data sets, and 100000 are the most; leave out those that no job reads.",
        "nodes[256].region: the nodes name more than 256 regions; join some of them.",
        "nodes[256].model: the nodes have more than 256 chip models; join some of them.");

    private static void AssertFaults(Fleet fleet, params string[] expected) =>
        Assert.Equal(expected, FleetCheck.Faults(fleet).Select(fault => fault.ToString()));
}
