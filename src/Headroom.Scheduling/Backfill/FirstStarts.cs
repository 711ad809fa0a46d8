namespace Headroom.Scheduling.Backfill;

/// <summary>
/// Earliest start by length of the hold, for one node and one number of accelerators: a staircase, since a longer hold
/// never starts earlier. One walk over the node's time answers for every length at that instant.
/// </summary>
internal sealed class FirstStarts
{
    // Free stretches that are longer than all before them, in order of time and so of length.
    private readonly List<(long Start, long Length)> _stretches = [];
    private long _at = long.MinValue;
    private int _version = -1;

    /// <summary>Whether what is known is out of date; it is then forgotten, to be added anew.</summary>
    public bool TryRenew(long now, int version)
    {
        if (_at == now && _version == version) return false;

        (_at, _version) = (now, version);
        _stretches.Clear();
        return true;
    }

    /// <summary>Adds a free stretch of time, end not included; stretches come in order of time.</summary>
    public void Add(long start, long end)
    {
        if (_stretches.Count == 0 || end - start > _stretches[^1].Length) _stretches.Add((start, end - start));
    }

    /// <summary>Start of the first stretch that is long enough; the last one must be.</summary>
    public long Of(long duration)
    {
        var (low, high) = (0, _stretches.Count - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_stretches[middle].Length >= duration) high = middle;
            else low = middle + 1;
        }

        return _stretches[low].Start;
    }
}
