using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Headroom.Curation.Text;

/// <summary>Code points of valid UTF-8, without strings.</summary>
internal static class Utf8
{
    /// <summary>The text, with U+FFFD where it is no UTF-8.</summary>
    public static ReadOnlySpan<byte> Valid(ReadOnlySpan<byte> text) => System.Text.Unicode.Utf8.IsValid(text)
        ? text
        : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text));

    /// <summary>Code points in <paramref name="text"/>: bytes that continue none.</summary>
    public static int CharactersIn(ReadOnlySpan<byte> text)
    {
        var count = 0;
        var index = 0;
        if (Vector.IsHardwareAccelerated && text.Length >= Vector<sbyte>.Count)
        {
            var vectors = MemoryMarshal.Cast<byte, Vector<sbyte>>(text);
            // Continuation bytes are the signed bytes below -64.
            var limit = new Vector<sbyte>(-64);
            var sums = Vector<sbyte>.Zero;
            var summed = 0;
            foreach (var vector in vectors)
            {
                // A true lane is -1; 100 of them cannot leave the range of a signed byte.
                sums -= Vector.GreaterThanOrEqual(vector, limit);
                if (++summed < 100) continue;
                count += Sum(sums);
                sums = Vector<sbyte>.Zero;
                summed = 0;
            }

            count += Sum(sums);
            index = vectors.Length * Vector<sbyte>.Count;
        }

        for (; index < text.Length; index++)
        {
            if ((sbyte)text[index] >= -64) count++;
        }

        return count;
    }

    /// <summary>The code point at <paramref name="index"/>, which moves behind it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Next(ReadOnlySpan<byte> text, ref int index)
    {
        int first = text[index++];
        if (first < 0x80) return first;
        if (first < 0xE0) return ((first & 0x1F) << 6) | (text[index++] & 0x3F);
        if (first < 0xF0)
        {
            var code = ((first & 0x0F) << 12) | ((text[index] & 0x3F) << 6) | (text[index + 1] & 0x3F);
            index += 2;
            return code;
        }

        var beyond = ((first & 0x07) << 18) | ((text[index] & 0x3F) << 12)
            | ((text[index + 1] & 0x3F) << 6) | (text[index + 2] & 0x3F);
        index += 3;
        return beyond;
    }

    /// <summary>The code point that ends before <paramref name="end"/>, above 0; its first byte is told.</summary>
    public static int Last(ReadOnlySpan<byte> text, int end, out int start)
    {
        start = end - 1;
        while ((text[start] & 0xC0) == 0x80) start--;
        var index = start;
        return Next(text, ref index);
    }

    /// <summary>At most so many bytes of a text, with no character cut.</summary>
    public static ReadOnlySpan<byte> Start(ReadOnlySpan<byte> text, int bytesMax)
    {
        if (text.Length <= bytesMax) return text;

        var end = bytesMax;
        while (end > 0 && (text[end] & 0xC0) == 0x80) end--;
        return text[..end];
    }

    /// <summary>The text without white space at its ends.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) => TrimStart(TrimEnd(text));

    /// <summary>The text without white space at its end.</summary>
    public static ReadOnlySpan<byte> TrimEnd(ReadOnlySpan<byte> text)
    {
        var end = text.Length;
        while (end > 0 && IsSpace(Last(text, end, out var start))) end = start;
        return text[..end];
    }

    /// <summary>The text without white space at its start.</summary>
    public static ReadOnlySpan<byte> TrimStart(ReadOnlySpan<byte> text)
    {
        var start = 0;
        while (start < text.Length)
        {
            var index = start;
            if (!IsSpace(Next(text, ref index))) break;
            start = index;
        }

        return text[start..];
    }

    /// <summary>Whether a code point is white space.</summary>
    public static bool IsSpace(int codePoint) => (Characters.Of(codePoint) & CharacterKinds.Space) != 0;

    private static int Sum(Vector<sbyte> lanes)
    {
        Vector.Widen(lanes, out var low, out var high);
        return Vector.Sum(low) + Vector.Sum(high);
    }
}
