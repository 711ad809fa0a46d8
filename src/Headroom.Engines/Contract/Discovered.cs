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
public sealed record DiscoveredNode(string Name, long CpuMillicores, long MemoryMiB, ValueList<DiscoveredGpu> Gpus);

/// <summary>One accelerator of a node.</summary>
/// <param name="Model">What kind it is, as the driver or the site writes it.</param>
/// <param name="MemoryMiB">Its memory in MiB; 0 when it is not known.</param>
/// <param name="Uuid">Name that the driver gives it; empty when it is only declared.</param>
public sealed record DiscoveredGpu(string Model, long MemoryMiB = 0, string Uuid = "");
