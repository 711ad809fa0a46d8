using Headroom.Privacy.Rules;

namespace Headroom.Privacy.Detection;

/// <summary>
/// The characters from a place on as ASCII. Where only ASCII follows it is the text itself; full-width letters, digits
/// and signs are narrowed first, and each character keeps the place that it came from.
/// </summary>
internal sealed class Window
{
    /// <summary>Most characters that a number is looked for in.</summary>
    public const int LengthMax = 128;

    private readonly byte[] _narrow = new byte[LengthMax];
    private readonly int[] _places = new int[LengthMax + 1];

    /// <summary>Whether characters were narrowed.</summary>
    public bool IsNarrowed { get; private set; }

    /// <summary>Place in the text of character <paramref name="index"/> of the window that began at <paramref name="start"/>.</summary>
    public int Place(int start, int index) => IsNarrowed ? _places[index] : start + index;

    /// <summary>The window from <paramref name="start"/> on.</summary>
    public ReadOnlySpan<byte> From(ReadOnlySpan<byte> text, int start)
    {
        var ahead = text.Slice(start, Math.Min(LengthMax, text.Length - start));
        var ascii = ahead.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
        IsNarrowed = ascii >= 0 && Narrow(text, start + ascii, out _) != 0;
        if (!IsNarrowed) return ascii < 0 ? ahead : ahead[..ascii];

        var (at, count) = (start, 0);
        while (at < text.Length && count < LengthMax && Narrow(text, at, out var length) is not 0 and var code)
        {
            _narrow[count] = code;
            _places[count++] = at;
            at += length;
        }

        _places[count] = at;
        return _narrow.AsSpan(0, count);
    }

    /// <summary>First place of the letters and digits, of either width, that <paramref name="at"/> is one of.</summary>
    public static int StartOf(ReadOnlySpan<byte> text, int at, int least)
    {
        while (at > least)
        {
            if (Spans.IsAlphanumeric(text[at - 1])) at--;
            else if (at - 3 >= least && text[at - 3] == 0xEF && Spans.IsAlphanumeric(Narrow(text, at - 3, out _)))
                at -= 3;
            else break;
        }

        return at;
    }

    /// <summary>The ASCII character that stands at a place in either width; 0 for any other.</summary>
    public static byte Narrow(ReadOnlySpan<byte> text, int at, out int length)
    {
        var code = text[at];
        length = 1;
        if (code < 0x80) return code;

        length = 3;
        if (at + 2 >= text.Length) return 0;

        var (second, third) = (text[at + 1], text[at + 2]);
        return (code, second) switch
        {
            // FF01 to FF5E are ASCII, 0x20 to 0x7E, made wide.
            (0xEF, 0xBC) when third >= 0x81 => (byte)(third - 0x60),
            (0xEF, 0xBD) when third <= 0x9E => (byte)(third - 0x20),
            (0xE3, 0x80) when third == 0x80 => (byte)' ',
            (0xE2, 0x80) when third is >= 0x90 and <= 0x95 => (byte)'-',
            (0xE2, 0x88) when third == 0x92 => (byte)'-',
            _ => 0,
        };
    }
}
