namespace Headroom.Cluster;

/// <summary>
/// Levels of a fleet's topology, from the inside out. Written to policies and events: never renumber.
/// </summary>
public enum TopologyLevel
{
    /// <summary>One node.</summary>
    Node = 0,

    /// <summary>Nodes of one rack.</summary>
    Rack = 1,

    /// <summary>Racks of one block.</summary>
    Block = 2,

    /// <summary>Blocks of one cluster; a gang never leaves its cluster.</summary>
    Cluster = 3,

    /// <summary>Clusters of one region.</summary>
    Region = 4,
}
