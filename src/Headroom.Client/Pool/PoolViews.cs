namespace Headroom.Client.Pool;

/// <summary>A node and what runs on it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Cluster">Its cluster.</param>
/// <param name="Model">Chip model; empty where it has none.</param>
/// <param name="Gpus">Accelerators.</param>
/// <param name="GpuMilliFree">Thousandths of them that are free.</param>
/// <param name="CpuMillicores">Processors in thousandths of a core.</param>
/// <param name="CpuMillicoresFree">Those that are free.</param>
/// <param name="MemoryMib">Memory.</param>
/// <param name="MemoryMibFree">Memory that is free.</param>
/// <param name="State">
/// <c>IN_SERVICE</c>; <c>DRAINING</c>, while work ends; <c>DRAINED</c>; <c>CLOSED</c> by its cluster; <c>FAILED</c>.
/// </param>
public sealed record NodeView(
    string Name,
    string Cluster,
    string Model,
    int Gpus,
    long GpuMilliFree,
    long CpuMillicores,
    long CpuMillicoresFree,
    long MemoryMib,
    long MemoryMibFree,
    string State);

/// <summary>A queue, what it is owed and what it uses.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Parent">The queue above; empty for none.</param>
/// <param name="Waiting">Jobs that wait.</param>
/// <param name="Running">Jobs that run.</param>
/// <param name="Resources">By resource.</param>
public sealed record QueueView(
    string Name, string Parent, int Waiting, int Running, IReadOnlyList<QueueResource> Resources);

/// <summary>What a queue is owed and uses of one resource, with all queues below it.</summary>
/// <param name="Resource">Name of the resource.</param>
/// <param name="OwedMilli">Thousandths that it is owed.</param>
/// <param name="UsedMilli">Thousandths that it uses.</param>
public sealed record QueueResource(string Resource, long OwedMilli, long UsedMilli);
