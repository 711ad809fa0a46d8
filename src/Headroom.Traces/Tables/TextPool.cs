namespace Headroom.Traces.Tables;

/// <summary>Keeps one string for each distinct text, because users and models recur on thousands of lines.</summary>
internal sealed class TextPool
{
    // Beyond it a column is as good as unique, and remembering its texts would only hold memory.
    private const int CountMax = 1 << 16;

    private readonly HashSet<string> _texts = [];
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public TextPool() => _lookup = _texts.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The string equal to <paramref name="text"/>.</summary>
    public string Get(ReadOnlySpan<char> text)
    {
        if (text.Length == 0) return "";
        if (_lookup.TryGetValue(text, out var known)) return known;

        var added = text.ToString();
        if (_texts.Count < CountMax) _texts.Add(added);
        return added;
    }
}
