using System.Text.Json;
using Headroom.Cluster;
using Headroom.Cluster.Fleets;

namespace Headroom.Server.Keeping;

/// <summary>
/// The fleet as it is kept in the store, so that a store can be checked where the fleet is not at hand: what decides
/// where tasks have room. Stored as JSON: only ever add.
/// </summary>
public static class StoredFleet
{
    /// <summary>Name of the setting.</summary>
    public const string Setting = "fleet";

    /// <summary>The fleet as a text; equal fleets have equal texts.</summary>
    public static string TextOf(Fleet fleet) => JsonSerializer.Serialize(new Form(
        [.. fleet.Nodes.Select(NodeForm.Of)], [.. fleet.ChipModels.Select(ChipForm.Of)]));

    /// <summary>The fleet of a text.</summary>
    /// <exception cref="JsonException">It is no such text.</exception>
    public static Fleet Parse(string text)
    {
        var form = JsonSerializer.Deserialize<Form>(text) ?? throw new JsonException("The text holds nothing.");
        return new Fleet
        {
            Nodes = [.. form.Nodes.Select(node => node.ToNode())],
            ChipModels = [.. form.Chips.Select(chip => chip.ToChip())],
        };
    }

    private sealed record Form(IReadOnlyList<NodeForm> Nodes, IReadOnlyList<ChipForm> Chips);

    private sealed record NodeForm(
        string Name, long Cpu, long Memory, int Gpus, string Chip, string Region, string Cluster, string Block,
        string Rack)
    {
        public static NodeForm Of(Node node) => new(
            node.Name, node.CpuMillicores, node.MemoryMiB, node.GpuCount, node.ChipModel, node.Place.Region,
            node.Place.Cluster, node.Place.Block, node.Place.Rack);

        public Node ToNode() => new(Name, Cpu, Memory, Gpus, Chip)
        {
            Place = new NodePlace(Region, Cluster, Block, Rack),
        };
    }

    private sealed record ChipForm(string Name, long Memory, int Slots, IReadOnlyList<SliceForm> Slices)
    {
        public static ChipForm Of(ChipModel chip) => new(
            chip.Name, chip.MemoryMiB, chip.SliceSlots,
            [.. chip.Slices.Select(slice => new SliceForm(
                slice.Name, slice.Milli, slice.MemoryMiB, slice.Slots, [.. slice.Starts]))]);

        public ChipModel ToChip() => new(Name, Memory, Slots, ValueList.From(Slices.Select(slice =>
            new SliceProfile(slice.Name, slice.Milli, slice.Memory, slice.Slots, ValueList.From(slice.Starts)))));
    }

    private sealed record SliceForm(string Name, int Milli, long Memory, int Slots, IReadOnlyList<int> Starts);
}
