using Headroom.Cluster;

namespace Headroom.Engines.Contract;

/// <summary>What an engine can run work on, at one moment.</summary>
/// <param name="Nodes">In order of their names.</param>
/// <param name="Warnings">What could not be found out, one sentence each.</param>
public sealed record Discovered(ValueList<DiscoveredNode> Nodes, ValueList<string> Warnings);

/// <summary>One node of an engine.</summary>
/// <param name="Name">Its name in orders.</param>
/// <param name="CpuMillicores">Processors in thousandths of a core.</param>
/// <param name="MemoryMiB">Memory in MiB.</param>
/// <param name="Gpus">Its accelerators, each at its own index.</param>
public sealed record DiscoveredNode(string Name, long CpuMillicores, long MemoryMiB, ValueList<DiscoveredGpu> Gpus)
{
    /// <summary>Block and rack, where the engine knows them.</summary>
    public NodePlace Place { get; init; } = NodePlace.Unknown;

    /// <summary>What the site says of it in words of its own, in order.</summary>
    public ValueList<string> Features { get; init; } = [];

    /// <summary>Whether it takes new work; not while it is down, drained or kept for others.</summary>
    public bool IsUsable { get; init; } = true;

    /// <summary>What runs of others hold of it; nothing where an engine has no others.</summary>
    public TakenByOthers Taken { get; init; } = new(0, 0, 0);
}

/// <summary>What work that is none of ours holds of a node: as good as not there.</summary>
/// <param name="CpuMillicores">Processors in thousandths of a core.</param>
/// <param name="MemoryMiB">Memory in MiB.</param>
/// <param name="GpuCount">Whole accelerators.</param>
public sealed record TakenByOthers(long CpuMillicores, long MemoryMiB, int GpuCount);

/// <summary>One accelerator of a node.</summary>
/// <param name="Model">What kind it is, as the driver or the site writes it.</param>
/// <param name="MemoryMiB">Its memory in MiB; 0 when it is not known.</param>
/// <param name="Uuid">Name that the driver gives it; empty when it is only declared.</param>
public sealed record DiscoveredGpu(string Model, long MemoryMiB = 0, string Uuid = "");
