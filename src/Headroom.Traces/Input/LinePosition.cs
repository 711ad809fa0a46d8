namespace Headroom.Traces.Input;

/// <summary>
/// Where in a file a walk over its bytes stands. A line ends at a line feed, a carriage return, or the two together,
/// as the splitter behind it counts.
/// </summary>
internal struct LinePosition()
{
    private long _lengthSoFar;
    private bool _afterCarriageReturn;

    /// <summary>Line that the walk is in, from 1.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>
    /// Walks over the next bytes; false, with <see cref="Line"/> at the line, once one is longer than <paramref
    /// name="lineBytesMax"/>.
    /// </summary>
    public bool TryAdvance(ReadOnlySpan<byte> bytes, int lineBytesMax)
    {
        while (bytes.Length > 0)
        {
            var end = bytes.IndexOfAny((byte)'\n', (byte)'\r');
            var length = end < 0 ? bytes.Length : end;
            _lengthSoFar += length;
            _afterCarriageReturn &= length == 0;
            if (_lengthSoFar > lineBytesMax) return false;
            if (end < 0) return true;

            PassLineEnd(bytes[end] == '\r');
            bytes = bytes[(end + 1)..];
        }

        return true;
    }

    private void PassLineEnd(bool isCarriageReturn)
    {
        if (isCarriageReturn || !_afterCarriageReturn) Line++;
        _afterCarriageReturn = isCarriageReturn;
        _lengthSoFar = 0;
    }
}
