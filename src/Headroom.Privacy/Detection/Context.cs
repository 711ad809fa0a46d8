namespace Headroom.Privacy.Detection;

/// <summary>The words of one text that speak for rules. They are looked for once, and only where numbers ask.</summary>
internal sealed class Context(ContextTable table, int words)
{
    // A finding begins up to 32 bytes before its first digit and is up to 64 bytes long.
    private const int Behind = ContextTable.Reach + 40;
    private const int Ahead = ContextTable.Reach + 72;

    private readonly List<ContextHit> _hits = [];
    private readonly List<ContextHit> _nameHits = [];
    private readonly ulong[] _near = new ulong[words];
    private int _collected;
    private bool _isNamed;
    private bool _isNameRead;

    /// <summary>Begins with another text.</summary>
    public void Reset()
    {
        _hits.Clear();
        _collected = 0;
        (_isNamed, _isNameRead) = (false, false);
    }

    /// <summary>Patterns that words near <paramref name="at"/> may speak for.</summary>
    public ReadOnlySpan<ulong> Near(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name, int at)
    {
        Collect(text, name, at);
        if (_hits.Count == 0 && !_isNamed) return default;

        Array.Clear(_near);
        var isAny = _isNamed;
        foreach (var hit in _nameHits) Add(hit.Word);
        for (var index = First(at - Behind); index < _hits.Count; index++)
        {
            var hit = _hits[index];
            if (hit.Start > at + Ahead) break;
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
            if (hit.Start >= start - reach && hit.End <= start || hit.Start >= end && hit.End <= end + reach)
                return true;
        }

        return false;
    }

    // Only around numbers: long texts have few of them.
    private void Collect(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name, int at)
    {
        if (!_isNameRead)
        {
            _isNameRead = true;
            _nameHits.Clear();
            if (!name.IsEmpty) table.Collect(name, 0, name.Length, true, _nameHits);
            _isNamed = _nameHits.Count > 0;
        }

        var to = Math.Min(text.Length, at + Ahead);
        if (to <= _collected) return;

        var from = Math.Max(_collected, at - Behind);
        while (from < to && (text[from] & 0xC0) == 0x80) from++;
        table.Collect(text, from, to, false, _hits);
        _collected = to;
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
