using Headroom.Cluster;
using Headroom.Cluster.Fleets;
using Headroom.Traces.Specifications;

namespace Headroom.Traces.Fleets;

/// <summary>Makes the nodes of a fleet: an entry of the file may stand for many.</summary>
internal sealed class NodeForm(FaultLog faults)
{
    private readonly List<Node> _nodes = [];
    private readonly List<int> _begins = [];

    /// <summary>Nodes so far, in the order of the file.</summary>
    public IReadOnlyList<Node> Nodes => _nodes;

    /// <summary>Reads the next entry.</summary>
    public void Read(Entry entry, string path)
    {
        _begins.Add(_nodes.Count);
        var section = new Section(entry, path, FleetKeys.Node, faults);
        var first = new Node(
            section.RequiredText("name"),
            section.RequiredMilli("cpu"),
            section.RequiredMiB("memoryGiB"),
            section.Whole("gpus", usual: 0),
            section.Text("model"))
        {
            Place = new NodePlace(
                section.Text("region"), section.Text("cluster"), section.Text("block"), section.Text("rack")),
        };

        var names = Pattern(section, "name", first.Name);
        var blocks = Pattern(section, "block", first.Place.Block);
        var racks = Pattern(section, "rack", first.Place.Rack);
        if (names.Count > Fleet.NodeCountMax - _nodes.Count)
        {
            faults.Add(
                section.LineOf("name"),
                section.PathOf("name"),
                $"there are more than {Fleet.NodeCountMax} nodes with these",
                "name fewer");
            names = NamePattern.One(first.Name);
        }

        RequireEnough(section, "block", blocks, names);
        RequireEnough(section, "rack", racks, names);
        Add(first, names, blocks, racks);
    }

    /// <summary>
    /// A key of the fleet's nodes as the key of the entry that made them; any other as it is.
    /// </summary>
    public string KeyInFile(string key)
    {
        const string Begin = "nodes[";
        var end = key.IndexOf(']', StringComparison.Ordinal);
        if (!key.StartsWith(Begin, StringComparison.Ordinal)) return key;

        var node = int.Parse(key.AsSpan(Begin.Length, end - Begin.Length), provider: null);
        var found = _begins.BinarySearch(node);
        return $"{Begin}{(found >= 0 ? found : ~found - 1)}{key[end..]}";
    }

    private NamePattern Pattern(Section section, string key, string text)
    {
        if (NamePattern.Parse(text) is { } pattern) return pattern;

        faults.Add(
            section.LineOf(key),
            section.PathOf(key),
            $"{SpecificationFault.Quote(text)} has braces without a range",
            "write one range of whole numbers, such as gpu-{0..99}");
        return NamePattern.One(text);
    }

    private void RequireEnough(Section section, string key, NamePattern pattern, NamePattern names)
    {
        if (pattern.Count <= names.Count) return;

        faults.Add(
            section.LineOf(key),
            section.PathOf(key),
            $"{pattern.Count} are named, and there are {names.Count} nodes to stand in them",
            "name no more than there are nodes");
    }

    // Blocks and racks take their nodes in contiguous runs that differ by one at most.
    private void Add(Node first, NamePattern names, NamePattern blocks, NamePattern racks)
    {
        var (place, block, rack) = (first.Place, -1, -1);
        for (var index = 0; index < names.Count; index++)
        {
            var (nextBlock, nextRack) = (Share(index, blocks, names), Share(index, racks, names));
            if (nextBlock != block || nextRack != rack)
            {
                (block, rack) = (nextBlock, nextRack);
                place = place with { Block = blocks.At(block), Rack = racks.At(rack) };
            }

            _nodes.Add(first with { Name = names.At(index), Place = place });
        }
    }

    private static int Share(int index, NamePattern places, NamePattern names) =>
        (int)((long)index * places.Count / names.Count);
}
