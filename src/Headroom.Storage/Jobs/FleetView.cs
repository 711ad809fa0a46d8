using System.Globalization;
using System.Text;
using Headroom.Cluster;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;

namespace Headroom.Storage.Jobs;

/// <summary>
/// What a fleet tells about placements: where they are, and what is billed for them. It may grow at its end while
/// others read. Thread-safe.
/// </summary>
internal sealed class FleetView(Fleet fleet)
{
    private volatile Known _known = new(fleet);

    public Fleet Fleet => _known.Fleet;

    public Resources Resources => _known.Resources;

    /// <summary>From now on the fleet is this one: all of the nodes of before in their places, and more.</summary>
    public void Grow(Fleet grown) => _known = new Known(grown);

    /// <summary>
    /// Thousandths that a placement holds of its resource; the rule of <see cref="JobEntry.MilliHeld"/>.
    /// </summary>
    public long MilliHeld(JobShape shape, ValueList<TaskPlacement> tasks) =>
        tasks.Count * (TaskNeed.Of(shape, _known.Models[tasks[0].Node])?.QuotaMilli ?? 0);

    /// <summary>The cluster that a placement lies in; empty when it has no name.</summary>
    public string ClusterOf(ValueList<TaskPlacement> tasks)
    {
        var place = Fleet.Nodes[tasks[0].Node].Place;
        return place.Region.Length == 0 ? place.Cluster : place.Down(TopologyLevel.Cluster).TrimEnd('/');
    }

    /// <summary>The region of a node; empty when it has no name.</summary>
    public string RegionOf(int node) => Fleet.Nodes[node].Place.Region;

    /// <summary>The region in which a stretch was held: a job runs in one.</summary>
    public string RegionOf(Stretch stretch)
    {
        if (stretch.Region is { } known) return known;

        var end = stretch.Nodes.AsSpan().IndexOfAny(' ', 'x');
        var first = end < 0 ? stretch.Nodes : stretch.Nodes.AsSpan(0, end);
        return RegionOf(int.Parse(first, NumberStyles.None, CultureInfo.InvariantCulture));
    }

    /// <summary>Nodes of a placement in order of first use, with tasks where there are several: <c>3x2 7</c>.</summary>
    public static string NodesOf(ValueList<TaskPlacement> tasks)
    {
        var text = new StringBuilder();
        foreach (var node in tasks.GroupBy(task => task.Node))
        {
            if (text.Length > 0) text.Append(' ');
            text.Append(CultureInfo.InvariantCulture, $"{node.Key}");
            if (node.Count() > 1) text.Append(CultureInfo.InvariantCulture, $"x{node.Count()}");
        }

        return text.ToString();
    }

    /// <summary>A fleet with what follows from it: replaced as a whole.</summary>
    private sealed class Known
    {
        public Known(Fleet fleet)
        {
            (Fleet, Resources) = (fleet, new Resources(fleet));
            var known = fleet.ChipModels.ToDictionary(model => model.Name, StringComparer.Ordinal);
            Models = [.. fleet.Nodes.Select(node =>
                known.GetValueOrDefault(node.ChipModel) ?? ChipModel.Named(node.ChipModel))];
        }

        public Fleet Fleet { get; }

        public Resources Resources { get; }

        public ChipModel[] Models { get; }
    }
}
