namespace Headroom.Cluster;

/// <summary>Where a node stands, from the outside in. A name is unique within the level above it.</summary>
/// <param name="Region">Region; empty when the fleet has one only.</param>
/// <param name="Cluster">Cluster of the region; empty when it has one only.</param>
/// <param name="Block">Part of the network that is close together; empty when unknown.</param>
/// <param name="Rack">Rack of the block; empty when unknown.</param>
public sealed record NodePlace(string Region = "", string Cluster = "", string Block = "", string Rack = "")
{
    /// <summary>Nothing is known about where the node stands.</summary>
    public static NodePlace Unknown { get; } = new();

    /// <summary>The place down to <paramref name="level"/>, as one text that no other place shares.</summary>
    public string Down(TopologyLevel level) => level switch
    {
        TopologyLevel.Region => Region,
        TopologyLevel.Cluster => $"{Region}/{Cluster}",
        TopologyLevel.Block => $"{Region}/{Cluster}/{Block}",
        _ => $"{Region}/{Cluster}/{Block}/{Rack}",
    };
}
