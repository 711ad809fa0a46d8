using Headroom.Cluster;
using Headroom.Scheduling.Gangs;

namespace Headroom.Scheduling.Backfill;

/// <summary>
/// What is free on every node of a fleet of equal nodes from now on, with all promises counted. Times are milliseconds.
/// </summary>
internal sealed class FleetTimeline
{
    private readonly GpuFleetShape _fleet;
    private readonly NodeTimeline[] _nodes;
    private readonly List<StartPeriod> _periods = [];
    private readonly List<Edge> _edges = [];

    public FleetTimeline(GpuFleetShape fleet)
    {
        _fleet = fleet;
        _nodes = new NodeTimeline[fleet.NodeCount];
        for (var node = 0; node < _nodes.Length; node++)
            _nodes[node] = new NodeTimeline(fleet.GpusPerNode);
    }

    /// <summary>
    /// Earliest start of a gang from <paramref name="now"/> on and before <paramref name="before"/>;
    /// null when there is none.
    /// </summary>
    public (long Start, GangNodes Nodes)? Earliest(int gpuCount, long duration, long now, long before)
    {
        if (gpuCount > _fleet.GpusPerNode) return EarliestOfMany(gpuCount, duration, now, before);

        var (best, bestNode) = (before, -1);
        for (var node = 0; node < _nodes.Length && best > now; node++)
        {
            var start = EarliestOn(node, gpuCount, duration, now, best);
            if (start < best) (best, bestNode) = (start, node);
        }

        return bestNode < 0 ? null : (best, new GangNodes(gpuCount, bestNode));
    }

    /// <summary>
    /// The same on one node, for a gang that one node can carry; <see cref="long.MaxValue"/> when there is none.
    /// </summary>
    public long EarliestOn(int node, int gpuCount, long duration, long now, long before) =>
        _nodes[node].Earliest(gpuCount, duration, now, before);

    /// <summary>The same without a bound, and fast when asked again for one size at one instant.</summary>
    public long FirstOn(int node, int gpuCount, long duration, long now) => _nodes[node].First(gpuCount, duration, now);

    /// <summary>Holds the gang's accelerators over a period.</summary>
    public void Take(in GangNodes gang, long from, long to, long now) => Change(gang, from, to, -1, now);

    /// <summary>Gives them back over a period.</summary>
    public void Give(in GangNodes gang, long from, long to, long now) => Change(gang, from, to, 1, now);

    private void Change(in GangNodes gang, long from, long to, int sign, long now)
    {
        for (var position = 0; position < gang.Count; position++)
            _nodes[gang[position]].Change(from, to, sign * gang.GpusAt(position), now);
    }

    // A gang of n whole nodes and a remainder fits when n nodes are free throughout and one more has the remainder
    // throughout. A whole free node has room for the remainder too, hence n + 1 of the second kind.
    private (long Start, GangNodes Nodes)? EarliestOfMany(int gpuCount, long duration, long now, long before)
    {
        var (whole, rest) = Math.DivRem(gpuCount, _fleet.GpusPerNode);
        _edges.Clear();
        AddEdges(_fleet.GpusPerNode, duration, now, before, new Edge(0, 1, 0));
        if (rest > 0) AddEdges(rest, duration, now, before, new Edge(0, 0, 1));

        _edges.Sort(static (left, right) => left.Time.CompareTo(right.Time));
        var (wholeOpen, restOpen) = (0, 0);
        for (var index = 0; index < _edges.Count; index++)
        {
            wholeOpen += _edges[index].Whole;
            restOpen += _edges[index].Rest;
            var isLastOfInstant = index + 1 == _edges.Count || _edges[index + 1].Time > _edges[index].Time;
            if (isLastOfInstant && wholeOpen >= whole && (rest == 0 || restOpen > whole))
                return (_edges[index].Time, Choose(gpuCount, whole, rest, duration, _edges[index].Time));
        }

        return null;
    }

    private void AddEdges(int gpuCount, long duration, long now, long before, Edge opening)
    {
        _periods.Clear();
        foreach (var node in _nodes)
            node.AddStarts(gpuCount, duration, now, before, _periods);

        foreach (var period in _periods)
        {
            _edges.Add(opening with { Time = period.First });
            _edges.Add(new Edge(period.Last + 1, -opening.Whole, -opening.Rest));
        }
    }

    private GangNodes Choose(int gpuCount, int whole, int rest, long duration, long start)
    {
        var nodes = new int[whole + (rest > 0 ? 1 : 0)];
        var last = -1;
        for (var position = 0; position < whole; position++)
            nodes[position] = last = Next(last + 1, _fleet.GpusPerNode, duration, start);

        if (rest > 0)
        {
            var node = Next(0, rest, duration, start);
            while (node <= last && IsFree(node, _fleet.GpusPerNode, duration, start))
                node = Next(node + 1, rest, duration, start);

            nodes[whole] = node;
        }

        return new GangNodes(gpuCount, _fleet.GpusPerNode, nodes);
    }

    private int Next(int node, int gpuCount, long duration, long start)
    {
        while (!IsFree(node, gpuCount, duration, start)) node++;
        return node;
    }

    private bool IsFree(int node, int gpuCount, long duration, long start) =>
        _nodes[node].Earliest(gpuCount, duration, start, start + 1) == start;

    // From this time on so many more (or fewer) nodes could start the whole part or the remainder.
    private readonly record struct Edge(long Time, int Whole, int Rest);
}
