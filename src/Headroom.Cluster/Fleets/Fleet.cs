namespace Headroom.Cluster.Fleets;

/// <summary>
/// All nodes of all clusters, in the order that settles ties, with what is known about their chips and regions.
/// </summary>
public sealed record Fleet
{
    /// <summary>Most nodes of one fleet.</summary>
    public const int NodeCountMax = GpuFleetShape.NodeCountMax;

    /// <summary>
    /// Most CPU (thousandths of a core) or memory (MiB) of one node or accelerator; sums over the largest fleet stay
    /// within 64 bits.
    /// </summary>
    public const long AmountMax = 1L << 34;

    /// <summary>Longest name of a node, a chip model, a place or a data set, in characters.</summary>
    public const int NameLengthMax = 1024;

    /// <summary>Nodes in the order that settles ties; names are unique.</summary>
    public required IReadOnlyList<Node> Nodes { get; init; }

    /// <summary>Chip models, all or none of those of the nodes; without any they are known by name only.</summary>
    public IReadOnlyList<ChipModel> ChipModels { get; init; } = [];

    /// <summary>Regions, all or none of those of the nodes; without any they cost nothing.</summary>
    public IReadOnlyList<Region> Regions { get; init; } = [];

    /// <summary>Ways between regions; where none is given, data cannot travel.</summary>
    public IReadOnlyList<RegionLink> Links { get; init; } = [];

    /// <summary>Data sets with their places.</summary>
    public IReadOnlyList<DataSet> DataSets { get; init; } = [];

    /// <summary>Equal nodes without names of regions or racks.</summary>
    /// <param name="shape">How many nodes, and accelerators of each.</param>
    /// <param name="chipModel">Model of all accelerators.</param>
    public static Fleet Uniform(GpuFleetShape shape, string chipModel) => new()
    {
        Nodes = [.. Enumerable.Range(0, shape.NodeCount).Select(index =>
            new Node($"node-{index}", 128_000, 1_048_576, shape.GpusPerNode, chipModel))],
    };
}
