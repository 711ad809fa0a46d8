using Headroom.Traces.Fleets;

namespace Headroom.Traces.Tests.Fleets;

/// <summary>Fleets at fault, each with the sentences that its author reads.</summary>
public sealed class FleetRefusalTests
{
    [Fact]
    public void Every_fault_is_told_in_the_order_of_the_lines() => AssertRefused(
        """
        nodes:
          - {name: "a-{0..9}", region: nroth, cpu: 8, memoryGiB: 64, gpus: 8, model: A10O}
          - {name: "a-{8..10}", region: north, cpu: -1, memoryGiB: 1.2345, gpu: 8}
          - {name: "b-{9..1}", region: north, rack: "{0}", cpu: 8, memoryGiB: 64, gpus: 17, model: A100}
          - {name: c, region: north, rack: "r{0..1}", block: "b{0..1}-{0..1}", cpu: 8, gpus: 1}
        chips: [{model: A100}]
        regions: [{name: north}]
        """,
        "line 2, nodes[0].region: there is no region \"nroth\"; did you mean north.",
        "line 2, nodes[0].model: there is no chip \"A10O\"; did you mean A100.",
        "line 3, nodes[1].gpu: the key \"gpu\" is not known here; did you mean gpus.",
        "line 3, nodes[1].memoryGiB: \"1.2345\" has more than three decimals; round it to thousandths.",
        "line 3, nodes[1].name: \"a-8\" is the name of another already; give each a name of its own.",
        "line 3, nodes[1].cpu: -1 is not within 0 to 17179869.184; write a value within.",
        "line 3, nodes[1].name: \"a-9\" is the name of another already; give each a name of its own.",
        "line 4, nodes[2].name: \"b-{9..1}\" has braces without a range; write one range of whole numbers, such as gpu-{0..99}.",
        "line 4, nodes[2].rack: \"{0}\" has braces without a range; write one range of whole numbers, such as gpu-{0..99}.",
        "line 4, nodes[2].gpus: 17 is not within 0 to 16; write a value within.",
        "line 5, nodes[3].memoryGiB: the key is missing; write it.",
        "line 5, nodes[3].block: \"b{0..1}-{0..1}\" has braces without a range; write one range of whole numbers, such as gpu-{0..99}.",
        "line 5, nodes[3].rack: 2 are named, and there are 1 nodes to stand in them; name no more than there are nodes.",
        "line 5, nodes[3].model: the accelerators have no model; name it.");

    [Fact]
    public void Every_fault_besides_nodes_is_told_in_the_order_of_the_lines() => AssertRefused(
        """
        nodes: [{name: a, region: north, cpu: 1, memoryGiB: 1}]
        chips:
          - {model: A100, memoryGiB: 80, sliceSlots: 8, slices: [{name: x, milli: 1001, slots: 9, starts: [0, 0]}]}
          - {model: cpu, slices: [{}]}
        regions:
          - {name: north, pricePerGpuHour: [1, -2], gramsCarbonPerGpuHour: 1.5}
        links:
          - {from: north, to: north, mebibytesPerSecond: 0}
        datasets:
          - {name: images, sizeGiB: 9223372036854775808, regions: [sorth]}
        """,
        "line 3, chips[0].slices[0].milli: 1001 is not within 1 to 1000; write a value within.",
        "line 3, chips[0].slices[0].slots: 9 is not within 1 to 8; write a value within.",
        "line 4, chips[1].slices[0].starts: the key is missing; write it.",
        "line 4, chips[1].slices[0].name: the key is missing; write it.",
        "line 4, chips[1].slices[0].milli: the key is missing; write it.",
        "line 4, chips[1].slices[0].slots: the key is missing; write it.",
        "line 4, chips[1].model: \"cpu\" stands for processors in quotas; give the chip another name.",
        "line 4, chips[1].sliceSlots: there are slices and no slots; write both or neither.",
        "line 6, regions[0].gramsCarbonPerGpuHour: \"1.5\" is not a whole number; round it.",
        "line 6, regions[0].pricePerGpuHour[1]: -2 is not within 0 to 100000; write a value within.",
        "line 8, links[0].to: the link leads back to where it begins; remove it: data within a region is there.",
        "line 8, links[0].mebibytesPerSecond: 0 is not within 1 to 1000000000; write a value within.",
        "line 10, datasets[0].sizeGiB: \"9223372036854775808\" is too large; write a smaller number.",
        "line 10, datasets[0].regions[0]: there is no region \"sorth\"; did you mean north.");

    [Theory]
    [InlineData("", "the file holds nothing; write chips, regions, links, datasets, nodes.")]
    [InlineData("chips: []", "line 1, nodes: the key is missing; write it.")]
    [InlineData("nodes: []", "line 1, nodes: there is no node; write at least one.")]
    [InlineData("nodes: {}", "line 1, nodes: this is a group of keys, and a list is asked for; begin each item with '-'.")]
    [InlineData("sn,cpu_milli,memory_mib,gpu,model", "line 1: this is a single value, and keys are asked for; write chips, regions, links, datasets, nodes.")]
    [InlineData("nodes: [{name: &a a}]", "line 1: there is an anchor (&); remove it: values are written out, and a name with & is put in quotes.")]
    public void A_file_that_is_no_fleet_is_refused(string text, string fault) => AssertRefused(text, fault);

    [Fact]
    public void A_year_of_hours_and_no_more() => AssertRefused(
        $"regions: [{{name: a, pricePerGpuHour: [{string.Join(',', Enumerable.Repeat("1", 8785))}]}}]\n"
            + "nodes: [{name: n, region: a, cpu: 1, memoryGiB: 1}]\n",
        "line 1, regions[0].pricePerGpuHour: there are 8785 hours, and 8784 are the most; write a year at most; it repeats.");

    [Theory]
    [InlineData("a-{0..9999999999}")]
    [InlineData("a-{..}")]
    [InlineData("a-{1..}")]
    [InlineData("a-{-1..1}")]
    [InlineData("a-{1...3}")]
    [InlineData("a-}1..3{")]
    [InlineData("a-{1..2}{")]
    [InlineData("a-{{1..2}}")]
    public void Braces_hold_one_range(string name) => AssertRefused(
        $"nodes: [{{name: \"{name}\", cpu: 1, memoryGiB: 1}}]",
        $"line 1, nodes[0].name: \"{name}\" has braces without a range; write one range of whole numbers, such as gpu-{{0..99}}.");

    /// <summary>The lines of the refusal, without the name of the file.</summary>
    internal static IReadOnlyList<string> Refusal(string text)
    {
        var refusal = Assert.Throws<TraceFormatException>(() => FleetFile.Parse("fleet.yaml", text));
        return [.. refusal.Message.Split('\n').Select(line => line["fleet.yaml".Length..].TrimStart(',', ':', ' '))];
    }

    private static void AssertRefused(string text, params string[] faults) => Assert.Equal(faults, Refusal(text));
}
