using Headroom.Cluster;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.State;

namespace Headroom.Scheduling.Rooms;

/// <summary>What tasks of every shape take with every chip model, worked out once each.</summary>
internal sealed class ShapeFits(ClusterState state, Topology topology)
{
    private readonly Fit?[]?[] _fits = new Fit?[state.Shapes.Count][];
    private readonly bool[]?[] _admitted = new bool[state.Shapes.Count][];
    private readonly ChipModel[] _models = ModelsOf(state);

    /// <summary>How a shape fits a chip model; null when that cannot be, or the shape does not admit it.</summary>
    public Fit? Of(int shape, int resource) =>
        (_fits[shape] ??= [.. _models.Select((model, index) => FitOf(state.Shapes[shape], model, index))])[resource];

    /// <summary>Whether the shape may run in a part of level cluster or below.</summary>
    public bool Admits(int shape, int firstPosition)
    {
        var wanted = state.Shapes[shape];
        if (wanted.Regions.Count == 0 && wanted.Clusters.Count == 0) return true;

        var (first, end) = topology.PartsOf(TopologyLevel.Cluster);
        var admitted = _admitted[shape] ??= [.. Enumerable.Range(first, end - first).Select(part =>
            wanted.Admits(state.Fleet.Nodes[topology.NodesOf(part)[0]].Place))];
        return admitted[topology.PartOf(TopologyLevel.Cluster, topology.NodeAt(firstPosition)) - first];
    }

    private static ChipModel[] ModelsOf(ClusterState state) =>
        [.. Enumerable.Range(0, state.Resources.Count).Select(resource =>
            state.Fleet.ChipModels.FirstOrDefault(model => model.Name == state.Resources[resource])
            ?? ChipModel.Named(state.Resources[resource]))];

    private Fit? FitOf(JobShape shape, ChipModel model, int resource)
    {
        if (resource == state.Resources.Cpu)
            return shape.GpuCount == 0 && TaskNeed.Of(shape, model) is { } cpuNeed ? new Fit(cpuNeed) : null;

        if (shape.GpuCount == 0 || TaskNeed.Of(shape, model) is not { } need) return null;
        if (shape.Chips.Count > 0 && !shape.Chips.Any(chip => chip.Model == model.Name)) return null;

        var beyond = unchecked((ushort)(ushort.MaxValue << model.SliceSlots));
        return new Fit(need, StartsOf(shape, need, model), beyond);
    }

    private static ushort StartsOf(JobShape shape, in TaskNeed need, ChipModel model)
    {
        if (need.SliceSlots == 0) return 0;

        foreach (var slice in model.Slices)
        {
            if (slice.Slots != need.SliceSlots || slice.Milli != need.GpuMilli
                || slice.MemoryMiB != need.GpuMemoryMiB || (shape.Slice.Length > 0 && slice.Name != shape.Slice))
            {
                continue;
            }

            var starts = 0;
            foreach (var start in slice.Starts)
            {
                if (start >= 0 && start + slice.Slots <= model.SliceSlots) starts |= 1 << start;
            }

            return (ushort)starts;
        }

        return 0;
    }
}
