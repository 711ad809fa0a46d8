namespace Headroom.Curation.Text;

/// <summary>English words that the Penn Treebank cuts in two, such as can-not and gon-na.</summary>
internal static class Contractions
{
    private static readonly (byte[] Word, int Cut)[] All =
    [
        ("cannot"u8.ToArray(), 3), ("d'ye"u8.ToArray(), 1), ("gimme"u8.ToArray(), 3), ("gonna"u8.ToArray(), 3),
        ("gotta"u8.ToArray(), 3), ("lemme"u8.ToArray(), 3), ("more'n"u8.ToArray(), 4), ("wanna"u8.ToArray(), 3),
    ];

    /// <summary>Whether a word of letters is one that is cut in two.</summary>
    public static bool IsOne(ReadOnlySpan<byte> word) =>
        word.Length is 5 or 6 && (word[2] | 0x20) == (word[3] | 0x20) && At(word, 0) > 0;

    /// <summary>Whether such a word is somewhere in a piece.</summary>
    public static bool AreIn(ReadOnlySpan<byte> piece)
    {
        for (var index = 0; index < piece.Length; index++)
        {
            if ((index == 0 || !Characters.IsWord(piece[index - 1])) && At(piece, index) > 0) return true;
        }

        return false;
    }

    /// <summary>Bytes of the first part of the contraction at <paramref name="index"/>; 0 when there is none.</summary>
    public static int At(ReadOnlySpan<byte> text, int index)
    {
        foreach (var (word, cut) in All)
        {
            var end = index + word.Length;
            if (end > text.Length || !Begins(text[index..], word)) continue;
            if (end == text.Length || !Characters.IsWord(text[end]) || Begins(text[end..], "n't"u8)) return cut;
        }

        return 0;
    }

    /// <summary>Whether a text begins with these small letters, in either case.</summary>
    public static bool Begins(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lower)
    {
        if (text.Length < lower.Length) return false;
        for (var index = 0; index < lower.Length; index++)
        {
            var one = text[index];
            if ((one is >= (byte)'A' and <= (byte)'Z' ? one | 0x20 : one) != lower[index]) return false;
        }

        return true;
    }
}
