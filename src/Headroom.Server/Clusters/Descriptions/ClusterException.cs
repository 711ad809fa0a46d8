namespace Headroom.Server.Clusters.Descriptions;

/// <summary>A description of a cluster says what cannot be. The message is one sentence with its remedy.</summary>
public sealed class ClusterException(string message) : Exception(message);
