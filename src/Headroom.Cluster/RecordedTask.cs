namespace Headroom.Cluster;

/// <summary>One task of a recorded workload, without its times: what a packing experiment replays.</summary>
/// <param name="Name">Unique in its workload.</param>
/// <param name="Request">What it asks of a node.</param>
public sealed record RecordedTask(string Name, TaskRequest Request);
