using CsCheck;
using Headroom.Cluster.Fleets;
using Headroom.Traces.Fleets;
using Headroom.Traces.Tests.Fuzzing;

namespace Headroom.Traces.Tests.Fleets;

public sealed class FleetFileTests
{
    [Fact]
    public void Every_key_is_read()
    {
        var fleet = FleetFile.Parse(
            "fleet.yaml",
            """
            chips:
              - model: A100
                memoryGiB: 80
                sliceSlots: 8
                slices:
                  - {name: 1g.10gb, milli: 142, memoryGiB: 10, slots: 1, starts: [0, 1, 2, 3, 4, 5, 6]}
              - {model: T4}
            regions:
              - {name: north, pricePerGpuHour: [1.2, 0.001], gramsCarbonPerGpuHour: 18}
              - {name: south}
            links:
              - {from: north, to: south, mebibytesPerSecond: 1200, pricePerGiB: 0.02}
            datasets:
              - {name: images, sizeGiB: 1500.5, regions: [north, south]}
            nodes:
              - {name: a, region: north, cluster: c, block: b, rack: r, cpu: 0.5, memoryGiB: 1.5, gpus: 8, model: A100}
              - {name: b, region: south, cpu: 64, memoryGiB: 256}
            """);

        Assert.Equal(
            [new("A100", 81_920, 8, [new("1g.10gb", 142, 10_240, 1, [0, 1, 2, 3, 4, 5, 6])]), ChipModel.Named("T4")],
            fleet.ChipModels);
        Assert.Equal([new("north", new([1_200, 1]), new([18])), Region.Free("south")], fleet.Regions);
        Assert.Equal([new("north", "south", 1_200, 20)], fleet.Links);
        Assert.Equal([new("images", 1_536_512, ["north", "south"])], fleet.DataSets);
        Assert.Equal(
            [
                new("a", 500, 1_536, 8, "A100") { Place = new("north", "c", "b", "r") },
                new("b", 64_000, 262_144, 0, "") { Place = new("south") },
            ],
            fleet.Nodes);
    }

    [Fact]
    public void A_range_stands_for_many_nodes_spread_in_contiguous_runs()
    {
        var fleet = Parse("{name: \"n{8..12}x\", block: \"b{0..1}\", rack: \"r{07..09}\", cpu: 1, memoryGiB: 1}");

        Assert.Equal(
            ["n8x b0/r07", "n9x b0/r07", "n10x b0/r08", "n11x b1/r08", "n12x b1/r09"],
            fleet.Nodes.Select(node => $"{node.Name} {node.Place.Block}/{node.Place.Rack}"));
        Assert.Equal("09", Parse("{name: \"{09..10}\", cpu: 1, memoryGiB: 1}").Nodes[0].Name);
    }

    [Fact]
    public void Racks_differ_by_one_node_at_most() => Gen.Select(Gen.Int[1, 60], Gen.Int[1, 60]).Sample(
        (nodes, racks) =>
        {
            if (racks > nodes) return;

            var fleet = Parse($"{{name: \"n{{1..{nodes}}}\", rack: \"r{{1..{racks}}}\", cpu: 1, memoryGiB: 1}}");
            var runs = fleet.Nodes.Select(node => node.Place.Rack).ToArray();
            var sizes = runs.GroupBy(rack => rack).Select(rack => rack.Count()).ToArray();

            Assert.Equal(nodes, runs.Length);
            Assert.Equal(racks, sizes.Length);
            Assert.InRange(sizes.Max() - sizes.Min(), 0, 1);
            Assert.Equal(racks - 1, runs.Skip(1).Zip(runs).Count(pair => pair.First != pair.Second));
        },
        iter: 300);

    [Fact]
    public void Amounts_of_memory_are_rounded_down_to_whole_mebibytes() => Gen.Long[0, 16_777_216_000].Sample(
        milli =>
        {
            var fleet = Parse(FormattableString.Invariant($"{{name: a, cpu: 1, memoryGiB: {milli / 1000m:0.###}}}"));

            Assert.Equal((long)Math.Floor(milli * 1.024m), fleet.Nodes[0].MemoryMiB);
        },
        iter: 300);

    [Fact]
    public void The_largest_fleet_is_read_from_one_line()
    {
        var fleet = Parse("{name: \"n{1..1000000}\", rack: \"r{1..1000}\", cpu: 1, memoryGiB: 1, gpus: 16, model: T4}");

        Assert.Equal(Fleet.NodeCountMax, fleet.Nodes.Count);
        Assert.Equal("n1000000", fleet.Nodes[^1].Name);
        Assert.Same(fleet.Nodes[0].Place, fleet.Nodes[999].Place);
        Assert.Equal(
            "nodes[0].name: there are more than 1000000 nodes with these; name fewer.",
            FleetRefusalTests.Refusal("nodes:\n- {name: \"n{1..1000001}\", cpu: 1, memoryGiB: 1}")[0]["line 2, ".Length..]);
    }

    [Fact]
    public void A_table_of_the_openb_form_is_a_fleet()
    {
        using var table = TemporaryFile.Of(FuzzSeeds.Nodes);
        var path = $"{table.Path}.csv";
        File.Move(table.Path, path);

        var fleet = FleetFile.Read(path);

        File.Delete(path);
        Assert.Equal(["P100", "V100M32", ""], fleet.Nodes.Select(node => node.ChipModel));
    }

    [Fact]
    public void A_table_whose_chip_is_called_cpu_is_refused()
    {
        using var table = TemporaryFile.Of("sn,cpu_milli,memory_mib,gpu,model\na,1,1,1,cpu\n");
        var path = $"{table.Path}.csv";
        File.Move(table.Path, path);

        var refusal = Assert.Throws<TraceFormatException>(() => FleetFile.Read(path));

        File.Delete(path);
        Assert.Equal(
            $"{path}, nodes[0].model: \"cpu\" stands for processors in quotas; give the chip another name.",
            refusal.Message);
    }

    private static Fleet Parse(string node) => FleetFile.Parse("fleet.yaml", $"nodes:\n- {node}\n");
}
