namespace Headroom.Scheduling.Nodes;

/// <summary>
/// Keeps a figure of every node up to date by renewing only those of nodes that changed. Not thread-safe.
/// </summary>
public sealed class ChangeFollower
{
    private readonly NodePool _pool;
    private readonly Action<int> _renew;
    private long _seen;

    /// <summary>Renews every node once, in order.</summary>
    /// <param name="pool">The fleet.</param>
    /// <param name="renew">Renews the figure of the node with this index; it must not change the fleet.</param>
    public ChangeFollower(NodePool pool, Action<int> renew)
    {
        _pool = pool;
        _renew = renew;
        RenewAll();
    }

    /// <summary>
    /// Renews what changed since the last call, in order of the changes: a node that changed twice is renewed twice,
    /// which is rarer than it is worth remembering. After more changes than the log holds, every node.
    /// </summary>
    public void CatchUp()
    {
        var changes = _pool.Changes;
        if (!changes.Covers(_seen)) RenewAll();
        for (; _seen < changes.Count; _seen++) _renew(changes[_seen]);
    }

    private void RenewAll()
    {
        for (var node = 0; node < _pool.Count; node++) _renew(node);
        _seen = _pool.Changes.Count;
    }
}
