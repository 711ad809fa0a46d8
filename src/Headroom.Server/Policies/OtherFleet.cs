using Headroom.Client.Pool;
using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.Fleets;
using Headroom.Server.Loop;

namespace Headroom.Server.Policies;

/// <summary>A fleet with more or fewer nodes than that of the pool.</summary>
/// <param name="Fleet">The fleet.</param>
/// <param name="Places">Where each node of the pool is in it; -1 for one that it does not have.</param>
internal sealed record OtherFleet(Fleet Fleet, IReadOnlyList<int> Places)
{
    /// <summary>The fleet as it is.</summary>
    public static OtherFleet Same(Fleet fleet) => new(fleet, [.. Enumerable.Range(0, fleet.Nodes.Count)]);

    /// <summary>
    /// A fleet with as many nodes of each kind as changes say: the last ones go, and new ones are like them.
    /// </summary>
    /// <exception cref="Refusal">There is no such kind, or the fleet would have no nodes or too many.</exception>
    public static OtherFleet Of(Fleet fleet, IReadOnlyList<WhatIfChange> changes)
    {
        var kinds = NodeKind.Of(fleet);
        var (gone, added) = (new HashSet<int>(), new List<Node>());
        foreach (var change in changes)
        {
            var kind = Find(kinds, change);
            var count = CountOf(change);
            gone.UnionWith(kind.Nodes.Skip(count));
            var last = fleet.Nodes[kind.Nodes[^1]];
            for (var number = kind.Nodes.Count; number < count; number++)
                added.Add(last with { Name = $"{last.Name}+{number - kind.Nodes.Count + 1}" });
        }

        var kept = Enumerable.Range(0, fleet.Nodes.Count).Where(node => !gone.Contains(node)).ToArray();
        if (kept.Length + added.Count is 0 or > Fleet.NodeCountMax)
        {
            throw Fault(
                $"A fleet has 1 to {Fleet.NodeCountMax} nodes, and this one would have {kept.Length + added.Count}",
                "name another number of nodes");
        }

        var places = Enumerable.Repeat(-1, fleet.Nodes.Count).ToArray();
        for (var place = 0; place < kept.Length; place++) places[kept[place]] = place;
        return new OtherFleet(
            fleet with { Nodes = [.. kept.Select(node => fleet.Nodes[node]), .. added] }, places);
    }

    /// <summary>Changes of the pool's nodes as they concern this fleet.</summary>
    public IReadOnlyList<NodeChanged> Of(IReadOnlyList<NodeChanged> changes) =>
    [
        .. changes.Where(change => Places[change.Node] >= 0)
            .Select(change => change with { Node = Places[change.Node] }),
    ];

    private static int CountOf(WhatIfChange change) =>
        change.Amount == decimal.Truncate(change.Amount) && change.Amount <= Fleet.NodeCountMax
            ? (int)change.Amount
            : throw Fault($"'{change}' is no number of nodes", $"write a whole number of at most {Fleet.NodeCountMax}");

    private static NodeKind Find(IReadOnlyList<NodeKind> kinds, WhatIfChange change)
    {
        var found = kinds.Where(kind => kind.Model == change.What
            && (kind.Cluster == change.Whose || change.Whose.Length == 0)).ToArray();
        return found switch
        {
            [var kind] => kind,
            [] => throw Fault(
                $"No node is of '{change.What}'{(change.Whose.Length > 0 ? $" in cluster '{change.Whose}'" : "")}",
                $"the pool has {string.Join(", ", kinds.Select(kind => kind.Name))}"),
            _ => throw Fault(
                $"Several clusters have nodes of '{change.What}'",
                $"name one: {string.Join(", ", found.Select(kind => kind.Name))}"),
        };
    }

    private static Refusal Fault(string sentence, string remedy) =>
        new(RefusalKind.Invalid, sentence, remedy) { Key = "nodes" };
}

/// <summary>Nodes of one cluster and one chip model.</summary>
/// <param name="Cluster">The cluster; empty where it has no name.</param>
/// <param name="Model">The chip model; <c>cpu</c> for nodes without accelerators.</param>
/// <param name="Gpus">Accelerators of all of them.</param>
/// <param name="Nodes">Their indexes in the fleet, in order; at least one.</param>
internal sealed record NodeKind(string Cluster, string Model, int Gpus, IReadOnlyList<int> Nodes)
{
    /// <summary>As a change names it.</summary>
    public string Name => Cluster.Length > 0 ? $"{Cluster}:{Model}" : Model;

    /// <summary>The kinds of a fleet, in order of their first node.</summary>
    public static IReadOnlyList<NodeKind> Of(Fleet fleet) =>
    [
        .. fleet.Nodes
            .Select((node, index) => (Node: node, Index: index))
            .GroupBy(entry => (
                entry.Node.Place.Cluster,
                Model: entry.Node.GpuCount > 0 ? entry.Node.ChipModel : Headroom.Cluster.Tenancy.Quota.Cpu))
            .Select(group => new NodeKind(
                group.Key.Cluster, group.Key.Model, group.Sum(entry => entry.Node.GpuCount),
                [.. group.Select(entry => entry.Index)])),
    ];
}
