namespace Headroom.Curation.Chinese;

/// <summary>Lines parted by line feeds alone: in garbled text other breaks are parts of characters.</summary>
internal ref struct LineBreaks(ReadOnlySpan<byte> text)
{
    private ReadOnlySpan<byte> _rest = text;

    /// <summary>The line.</summary>
    public ReadOnlySpan<byte> Current { get; private set; }

    /// <summary>For <c>foreach</c>.</summary>
    public readonly LineBreaks GetEnumerator() => this;

    /// <summary>Moves to the next line that is not empty.</summary>
    public bool MoveNext()
    {
        _rest = _rest.TrimStart((byte)'\n');
        if (_rest.IsEmpty) return false;

        var end = _rest.IndexOf((byte)'\n');
        Current = end < 0 ? _rest : _rest[..end];
        _rest = end < 0 ? [] : _rest[end..];
        return true;
    }
}
