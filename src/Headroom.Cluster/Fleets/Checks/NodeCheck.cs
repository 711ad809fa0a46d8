namespace Headroom.Cluster.Fleets.Checks;

/// <summary>Faults of the nodes, in their order.</summary>
/// <param name="models">Chip models that the fleet lists; null when it lists none.</param>
/// <param name="regions">Regions that the fleet lists; null when it lists none.</param>
/// <param name="faults">Takes what is found.</param>
internal sealed class NodeCheck(KnownNames? models, KnownNames? regions, SpecificationFaults faults)
{
    private readonly FleetNames _names = new(list: null, faults);
    private readonly HashSet<string> _models = new(StringComparer.Ordinal);
    private readonly HashSet<string> _regions = new(StringComparer.Ordinal);

    /// <summary>Finds them.</summary>
    public void Find(IReadOnlyList<Node> nodes)
    {
        if (nodes.Count is 0 or > Fleet.NodeCountMax)
        {
            faults.Add(
                "nodes",
                nodes.Count == 0
                    ? "there is no node"
                    : $"there are {nodes.Count} nodes, and {Fleet.NodeCountMax} are the most",
                nodes.Count == 0 ? "write at least one" : "split the fleet");
            return;
        }

        Node? before = null;
        for (var index = 0; index < nodes.Count && !faults.IsFull; index++)
        {
            var key = $"nodes[{index}]";
            if (nodes[index] is { } node)
            {
                _names.Find($"{key}.name", node.Name, index);
                if (before is null || !AreAlike(node, before)) FindIn(node, key);
            }
            else
            {
                faults.Add(key, "the node is missing", "write it or remove the line");
            }

            before = nodes[index];
        }
    }

    // Fleets are runs of nodes that differ by name alone: what is wrong with the first is told once.
    private static bool AreAlike(Node first, Node second) =>
        first.CpuMillicores == second.CpuMillicores && first.MemoryMiB == second.MemoryMiB
        && first.GpuCount == second.GpuCount && first.ChipModel == second.ChipModel && first.Place == second.Place;

    private void FindIn(Node node, string key)
    {
        FindInPlace(node.Place, key);
        faults.RequireMilli($"{key}.cpu", node.CpuMillicores, 0, Fleet.AmountMax);
        faults.RequireMiB($"{key}.memoryGiB", node.MemoryMiB, 0, Fleet.AmountMax);
        if (faults.Require($"{key}.gpus", node.GpuCount, 0, Node.GpuCountMax)) FindInModel(node, $"{key}.model");
    }

    private void FindInPlace(NodePlace? place, string key)
    {
        PlaceCheck.Find(key, place, faults);
        if (place?.Region is not { } region || !_regions.Add(region)) return;

        regions?.Require($"{key}.region", region, "region", faults);
        if (_regions.Count == Region.CountMax + 1)
            faults.Add($"{key}.region", $"the nodes name more than {Region.CountMax} regions", "join some of them");
    }

    private void FindInModel(Node node, string key)
    {
        if (node.GpuCount == 0 != string.IsNullOrWhiteSpace(node.ChipModel))
        {
            faults.Add(
                key,
                node.GpuCount == 0 ? "there is a chip model and no accelerator" : "the accelerators have no model",
                node.GpuCount == 0 ? "leave the model empty" : "name it");
            return;
        }
        if (node.GpuCount == 0 || !_models.Add(node.ChipModel)) return;
        if (!FleetNames.IsReadable(key, node.ChipModel, faults)) return;

        models?.Require(key, node.ChipModel, "chip", faults);
        if (node.ChipModel == ChipCheck.Reserved)
            faults.Add(key, "\"cpu\" stands for processors in quotas", "give the chip another name");
        if (_models.Count == ChipModel.CountMax + 1)
            faults.Add(key, $"the nodes have more than {ChipModel.CountMax} chip models", "join some of them");
    }
}
