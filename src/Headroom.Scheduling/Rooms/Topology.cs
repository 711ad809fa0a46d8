using Headroom.Cluster;
using Headroom.Cluster.Fleets;

namespace Headroom.Scheduling.Rooms;

/// <summary>
/// The parts of a fleet at every level of its topology. Nodes get positions in which every part is one unbroken range:
/// regions, clusters, blocks and racks in order of first use, then by node index. Made once for a fleet and shared.
/// </summary>
internal sealed class Topology
{
    /// <summary>Stands for the whole fleet where a part is asked for.</summary>
    public const int Anywhere = -1;

    private const int Levels = (int)TopologyLevel.Region + 1;

    private readonly int[] _nodeAt;
    private readonly int[] _positionOf;
    private readonly int[][] _partAt = new int[Levels][];
    private readonly int[] _firstPart = new int[Levels + 1];
    private readonly List<int> _begins = [];
    private readonly List<int> _ends = [];

    /// <summary>The topology of a fleet.</summary>
    public Topology(Fleet fleet)
    {
        var places = Numbers(fleet);
        _nodeAt = [.. Enumerable.Range(0, fleet.Nodes.Count)];
        Array.Sort(_nodeAt, (left, right) => Compare(places, left, right));
        _positionOf = new int[_nodeAt.Length];
        for (var position = 0; position < _nodeAt.Length; position++) _positionOf[_nodeAt[position]] = position;

        for (var level = 0; level < Levels; level++) AddParts(level, places);
    }

    /// <summary>Nodes.</summary>
    public int Count => _nodeAt.Length;

    /// <summary>The node at a position.</summary>
    public int NodeAt(int position) => _nodeAt[position];

    /// <summary>The position of a node.</summary>
    public int PositionOf(int node) => _positionOf[node];

    /// <summary>The part of a level that a node belongs to. Parts are numbered over all levels.</summary>
    public int PartOf(TopologyLevel level, int node) => _partAt[(int)level][_positionOf[node]];

    /// <summary>Parts of a level, as a range of their numbers in order of position.</summary>
    public (int First, int End) PartsOf(TopologyLevel level) => (_firstPart[(int)level], _firstPart[(int)level + 1]);

    /// <summary>Parts of a level that hold positions of a range.</summary>
    public (int First, int End) PartsWithin(TopologyLevel level, int begin, int end) =>
        begin >= end ? default : (_partAt[(int)level][begin], _partAt[(int)level][end - 1] + 1);

    /// <summary>Positions of a part; of all nodes for <see cref="Anywhere"/>.</summary>
    public (int Begin, int End) PositionsOf(int part) =>
        part == Anywhere ? (0, Count) : (_begins[part], _ends[part]);

    /// <summary>Nodes of a part by position.</summary>
    public ReadOnlySpan<int> NodesOf(int part)
    {
        var (begin, end) = PositionsOf(part);
        return _nodeAt.AsSpan(begin, end - begin);
    }

    // By level and node: numbers in order of first use, so that equal numbers are equal places down to that level.
    private static int[][] Numbers(Fleet fleet)
    {
        var numbers = new int[Levels][];
        var above = new int[fleet.Nodes.Count];
        for (var level = TopologyLevel.Region; level > TopologyLevel.Node; level--)
        {
            var known = new Dictionary<(int Above, string Name), int>();
            var own = new int[above.Length];
            for (var node = 0; node < own.Length; node++)
            {
                var key = (above[node], NameOf(fleet.Nodes[node].Place, level));
                if (!known.TryGetValue(key, out own[node])) known.Add(key, own[node] = known.Count);
            }

            numbers[(int)level] = above = own;
        }

        numbers[(int)TopologyLevel.Node] = [.. Enumerable.Range(0, above.Length)];
        return numbers;
    }

    private static string NameOf(NodePlace place, TopologyLevel level) => level switch
    {
        TopologyLevel.Region => place.Region,
        TopologyLevel.Cluster => place.Cluster,
        TopologyLevel.Block => place.Block,
        _ => place.Rack,
    };

    private static int Compare(int[][] places, int left, int right)
    {
        for (var level = Levels - 1; level > 0; level--)
        {
            var order = places[level][left].CompareTo(places[level][right]);
            if (order != 0) return order;
        }

        return left.CompareTo(right);
    }

    private void AddParts(int level, int[][] places)
    {
        _firstPart[level] = _begins.Count;
        _partAt[level] = new int[Count];
        for (var position = 0; position < Count; position++)
        {
            if (position == 0 || places[level][_nodeAt[position]] != places[level][_nodeAt[position - 1]])
            {
                _begins.Add(position);
                _ends.Add(position);
            }

            _ends[^1] = position + 1;
            _partAt[level][position] = _ends.Count - 1;
        }

        _firstPart[level + 1] = _begins.Count;
    }
}
