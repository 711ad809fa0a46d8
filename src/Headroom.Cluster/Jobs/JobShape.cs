namespace Headroom.Cluster.Jobs;

/// <summary>
/// What a job asks of the fleet. Jobs of equal shape are interchangeable to placement: what is found out about one in a
/// cycle holds for all.
/// </summary>
public sealed record JobShape
{
    /// <summary>Most tasks of one job.</summary>
    public const int TaskCountMax = 1_000_000;

    /// <summary>Most CPU of one task, in thousandths of a core.</summary>
    public const long CpuMillicoresMax = 1_000_000_000;

    /// <summary>Most memory of one task or accelerator, in MiB.</summary>
    public const long MemoryMiBMax = 1L << 40;

    /// <summary>Most chip models, regions, clusters or data sets that one job may name.</summary>
    public const int NamesMax = 64;

    /// <summary>Tasks of the gang, 1 to <see cref="TaskCountMax"/>: they start together or not at all.</summary>
    public int TaskCount { get; init; } = 1;

    /// <summary>
    /// Fewest tasks that an elastic job makes do with, 1 to <see cref="TaskCount"/>; 0 for a job of fixed size.
    /// </summary>
    public int TaskCountMin { get; init; }

    /// <summary>CPU of each task in thousandths of a core, at least 0.</summary>
    public long CpuMillicores { get; init; }

    /// <summary>Memory of each task, at least 0.</summary>
    public long MemoryMiB { get; init; }

    /// <summary>Accelerators of each task, 0 to <see cref="Node.GpuCountMax"/>, on one node.</summary>
    public int GpuCount { get; init; }

    /// <summary>
    /// Thousandths of each accelerator, 1 to 1000; less than a whole one is allowed only with a single accelerator. Not
    /// used when <see cref="GpuCount"/> is 0.
    /// </summary>
    public int GpuMilli { get; init; } = TaskRequest.WholeGpuMilli;

    /// <summary>Memory of a shared accelerator that the task needs, in MiB; 0 when it does not say.</summary>
    public long GpuMemoryMiB { get; init; }

    /// <summary>
    /// Fixed slice that it asks for, by name; empty for none. On a model with fixed slices a fraction gets the smallest
    /// slice that holds it.
    /// </summary>
    public string Slice { get; init; } = "";

    /// <summary>Chip models that will do, best first; empty for any, at full speed.</summary>
    public ValueList<ChipChoice> Chips { get; init; } = [];

    /// <summary>How close together its tasks shall run; null when it does not matter within a cluster.</summary>
    public TopologyWish? Topology { get; init; }

    /// <summary>Regions that will do; empty for any.</summary>
    public ValueList<string> Regions { get; init; } = [];

    /// <summary>Clusters that will do, by <see cref="NodePlace.Cluster"/>, within those regions; empty for any.</summary>
    public ValueList<string> Clusters { get; init; } = [];

    /// <summary>Data sets that it reads, by name.</summary>
    public ValueList<string> DataSets { get; init; } = [];

    /// <summary>Whether it may run at a place, as far as regions and clusters go.</summary>
    public bool Admits(NodePlace place) =>
        (Regions.Count == 0 || Regions.Contains(place.Region))
        && (Clusters.Count == 0 || Clusters.Contains(place.Cluster));

    /// <summary>Whether it makes do with fewer tasks.</summary>
    public bool IsElastic => TaskCountMin > 0 && TaskCountMin < TaskCount;

    /// <summary>Fewest tasks that it starts with.</summary>
    public int TaskCountLeast => IsElastic ? TaskCountMin : TaskCount;

    /// <summary>Whether each task takes a part of one accelerator.</summary>
    public bool SharesGpu => GpuCount == 1 && (GpuMilli < TaskRequest.WholeGpuMilli || Slice.Length > 0);

    /// <summary>Thousandths of an accelerator over all tasks.</summary>
    public long GpuMilliTotal => (long)TaskCount * GpuCount * GpuMilli;
}
