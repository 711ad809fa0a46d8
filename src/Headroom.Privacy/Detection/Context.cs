namespace Headroom.Privacy.Detection;

/// <summary>The words of one text that speak for rules. They are looked for once, and only where numbers ask.</summary>
internal sealed class Context(ContextTable table, int words)
{
    private readonly List<ContextHit> _hits = [];
    private readonly List<ContextHit> _nameHits = [];
    private readonly ulong[] _near = new ulong[words];
    private bool _isCollected;
    private bool _isNamed;

    /// <summary>Begins with another text.</summary>
    public void Reset()
    {
        _isCollected = false;
        _isNamed = false;
    }

    /// <summary>Patterns that words near <paramref name="at"/> may speak for.</summary>
    public ReadOnlySpan<ulong> Near(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name, int at)
    {
        if (!_isCollected) Collect(text, name);
        if (_hits.Count == 0 && !_isNamed) return default;

        Array.Clear(_near);
        var isAny = _isNamed;
        foreach (var hit in _nameHits) Add(hit.Word);
        for (var index = First(at - 2 * ContextTable.Reach); index < _hits.Count; index++)
        {
            var hit = _hits[index];
            if (hit.Start > at + 3 * ContextTable.Reach) break;
            isAny = true;
            Add(hit.Word);
        }

        return isAny ? _near : default;
    }

    /// <summary>Whether a word within reach of a finding speaks for the pattern.</summary>
    public bool SpeaksFor(int pattern, int start, int end)
    {
        var (word, bit) = (pattern / 64, 1UL << pattern % 64);
        foreach (var hit in _nameHits)
        {
            if ((table.PatternsOf(hit.Word)[word] & bit) != 0) return true;
        }

        for (var index = First(start - 2 * ContextTable.Reach); index < _hits.Count; index++)
        {
            var hit = _hits[index];
            var reach = table.IsHan(hit.Word) ? ContextTable.HanReach : ContextTable.Reach;
            if (hit.Start > end + ContextTable.Reach) break;
            if ((table.PatternsOf(hit.Word)[word] & bit) == 0) continue;
            if (hit.Start >= start - reach && hit.End <= start || hit.Start >= end && hit.End <= end + reach) return true;
        }

        return false;
    }

    private void Collect(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name)
    {
        _isCollected = true;
        _hits.Clear();
        _nameHits.Clear();
        table.Collect(text, false, _hits);
        table.Collect(name, true, _nameHits);
        _isNamed = _nameHits.Count > 0;
    }

    private void Add(int word)
    {
        var patterns = table.PatternsOf(word);
        for (var index = 0; index < _near.Length; index++) _near[index] |= patterns[index];
    }

    // The first hit that begins at or after the place: hits are in order, and long texts have many.
    private int First(int place)
    {
        var (low, high) = (0, _hits.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_hits[middle].Start < place) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
