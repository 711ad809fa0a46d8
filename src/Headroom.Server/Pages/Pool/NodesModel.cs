using Headroom.Cluster.Events;

namespace Headroom.Server.Pages.Pool;

/// <summary>What the page of nodes shows.</summary>
/// <param name="Nodes">In the order of the fleet; the first ones of a very large one.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Rooms">Room in all, by cluster and chip model, over all nodes.</param>
public sealed record NodesModel(IReadOnlyList<NodeRow> Nodes, int Count, IReadOnlyList<RoomRow> Rooms);

/// <summary>Room on the nodes of one cluster and chip model that are in service.</summary>
/// <param name="Cluster">The cluster; empty where clusters have no names.</param>
/// <param name="Model">Chip model; empty for nodes without accelerators.</param>
/// <param name="Nodes">All nodes of the kind.</param>
/// <param name="InService">Those in service.</param>
/// <param name="Free">Those on which nothing runs.</param>
/// <param name="Gpus">Accelerators of all of them.</param>
/// <param name="MilliLeft">Thousandths of accelerators that nobody holds.</param>
/// <param name="WholeLeft">Accelerators of which nobody holds any part.</param>
/// <param name="CpuLeft">Processors, in thousandths of a core.</param>
/// <param name="MemoryMiBLeft">Memory.</param>
public sealed record RoomRow(
    string Cluster, string Model, int Nodes, int InService, int Free, int Gpus, long MilliLeft, int WholeLeft,
    long CpuLeft, long MemoryMiBLeft);

/// <summary>A node and its accelerators.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Cluster">Its cluster; empty where clusters have no names.</param>
/// <param name="Model">Chip model; empty where it has none.</param>
/// <param name="Status">What it is good for.</param>
/// <param name="MilliLeft">What is left of each accelerator, in thousandths.</param>
/// <param name="Cpu">Processors, in thousandths of a core.</param>
/// <param name="CpuLeft">What is left of them.</param>
/// <param name="MemoryMiB">Memory.</param>
/// <param name="MemoryMiBLeft">What is left of it.</param>
/// <param name="Jobs">Those that run there and that the bearer may see, with their accelerators bit by bit.</param>
/// <param name="Others">Others' jobs.</param>
public sealed record NodeRow(
    string Name, string Cluster, string Model, NodeStatus Status, IReadOnlyList<int> MilliLeft, long Cpu, long CpuLeft,
    long MemoryMiB, long MemoryMiBLeft, IReadOnlyList<(long Job, uint Gpus)> Jobs, int Others)
{
    /// <summary>Accelerators that nobody uses.</summary>
    public int Free => Status == NodeStatus.InService ? MilliLeft.Count(left => left == 1000) : 0;
}
