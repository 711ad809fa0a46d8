using System.Text;

namespace Headroom.Curation.Tokens;

/// <summary>
/// The letters by which byte-level vocabularies write bytes: printable ones of Latin-1 as they are, the others from
/// U+0100 on (Radford et al. 2019, its published code).
/// </summary>
internal static class ByteAlphabet
{
    private static readonly char[] Letters = Build();

    /// <summary>All 256 letters by their byte.</summary>
    public static ReadOnlySpan<char> All => Letters;

    /// <summary>The bytes that a token spells; null when it has another character.</summary>
    public static byte[]? BytesOf(string token)
    {
        var bytes = new byte[token.Length];
        for (var index = 0; index < token.Length; index++)
        {
            var one = Array.IndexOf(Letters, token[index]);
            if (one < 0) return null;
            bytes[index] = (byte)one;
        }

        return bytes;
    }

    /// <summary>The letters of a text's bytes.</summary>
    public static string Of(ReadOnlySpan<byte> bytes)
    {
        var letters = new StringBuilder(bytes.Length);
        foreach (var one in bytes) letters.Append(Letters[one]);
        return letters.ToString();
    }

    private static char[] Build()
    {
        var letters = new char[256];
        var next = 256;
        for (var one = 0; one < 256; one++)
            letters[one] = one is (>= 33 and <= 126) or (>= 161 and <= 172) or >= 174 ? (char)one : (char)next++;
        return letters;
    }
}
