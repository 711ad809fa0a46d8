using Headroom.Scheduling.Gangs;

namespace Headroom.Scheduling.Backfill;

/// <summary>
/// Nodes on which something came free since all reservations were last held against them, each with the
/// version of its last change.
/// </summary>
internal sealed class FreedNodes(int nodeCount)
{
    private readonly int[] _versions = new int[nodeCount];
    private readonly bool[] _isListed = new bool[nodeCount];
    private readonly List<int> _nodes = [];

    /// <summary>Grows with every change.</summary>
    public int Version { get; private set; }

    public bool IsEmpty => _nodes.Count == 0;

    /// <summary>The nodes, each once.</summary>
    public List<int> Nodes => _nodes;

    public bool AnySince(int version) => Version > version;

    public bool IsSince(int node, int version) => _versions[node] > version;

    public void Add(in GangNodes gang)
    {
        Version++;
        for (var position = 0; position < gang.Count; position++)
        {
            var node = gang[position];
            _versions[node] = Version;
            if (_isListed[node]) continue;
            _isListed[node] = true;
            _nodes.Add(node);
        }
    }

    public void Clear()
    {
        foreach (var node in _nodes) _isListed[node] = false;
        _nodes.Clear();
    }
}
