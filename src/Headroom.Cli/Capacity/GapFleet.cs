using System.Globalization;
using Headroom.Capacity.Ladder;
using Headroom.Cli.Outcome;
using Headroom.Cli.Parsing;
using Headroom.Cluster;
using Headroom.Cluster.Fleets;
using Headroom.Traces;
using Headroom.Traces.Fleets;

namespace Headroom.Cli.Capacity;

/// <summary>What there was while a history was recorded: equal nodes, or a fleet that a file describes.</summary>
/// <param name="Shape">Equal nodes that have as many accelerators, for replays of a queue.</param>
/// <param name="Fleet">The fleet of the file; null where equal nodes were named.</param>
internal sealed record GapFleet(GpuFleetShape Shape, Fleet? Fleet)
{
    /// <summary>Accelerators of all nodes.</summary>
    public int GpuCount => Fleet?.Nodes.Sum(node => node.GpuCount) ?? Shape.GpuCount;

    public static GapFleet Of(string text)
    {
        if (FleetShapes.TryParse(text, out var shape)) return new GapFleet(shape, null);
        if (FleetShapes.IsMeant(text) || !File.Exists(text))
        {
            throw new CommandFailure(
                ExitCode.WrongUse, $"{FleetShapes.Fault("--fleet", text)}, nor a file that describes a fleet.");
        }

        var fleet = FleetFile.Read(text);
        var withGpus = fleet.Nodes.Where(node => node.GpuCount > 0).ToArray();
        if (withGpus.Length == 0)
            throw new CommandFailure(ExitCode.WrongUse, $"{text}: no node has accelerators; name the fleet that ran the jobs.");

        var total = withGpus.Sum(node => node.GpuCount);
        var each = withGpus.Max(node => node.GpuCount);
        return new GapFleet(new GpuFleetShape((total + each - 1) / each, each), fleet);
    }

    /// <summary>
    /// Its accelerators by pool or by kind, in the words of a history; empty where those name none of the same.
    /// </summary>
    public IReadOnlyList<GapSupplyPart> Pools(JobHistory history) =>
        Matched(node => node.Place.Cluster.Length > 0 ? node.Place.Cluster : node.Place.Region,
            history.Jobs.Select(job => job.Pool));

    /// <inheritdoc cref="Pools"/>
    public IReadOnlyList<GapSupplyPart> Chips(JobHistory history) =>
        Matched(node => node.ChipModel, history.Jobs.Select(job => job.Chip));

    // Sites write a100 for A100-SXM4-80GB, and Partition as they like.
    private GapSupplyPart[] Matched(Func<Node, string> nameOf, IEnumerable<string> named)
    {
        if (Fleet is null) return [];

        var words = named.Where(name => name.Length > 0).Distinct().Order(StringComparer.Ordinal).ToArray();
        var parts = Fleet.Nodes.Where(node => node.GpuCount > 0)
            .GroupBy(node => WordFor(nameOf(node), words))
            .Select(part => new GapSupplyPart(part.Key, part.Sum(node => node.GpuCount))).ToArray();
        return parts.Any(part => words.Contains(part.Name)) ? parts : [];
    }

    private static string WordFor(string name, string[] words) =>
        words.FirstOrDefault(word => string.Equals(word, name, StringComparison.OrdinalIgnoreCase))
        ?? words.FirstOrDefault(word => name.Contains(word, StringComparison.OrdinalIgnoreCase))
        ?? name;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{GpuCount} GPUs");
}
