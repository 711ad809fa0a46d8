using System.Text;

namespace Headroom.Curation.Repair;

/// <summary>
/// Tells in which encoding a text is: a mark at its start, the zeros of UTF-16, valid UTF-8, then of all encodings that
/// every byte is valid in the one in which most characters are common ones. Windows-1252 when nothing fits.
/// </summary>
internal static class TextEncoding
{
    // More of a text makes no other answer.
    private const int LookBytesMax = 64 * 1024;

    // So many of the characters beyond ASCII are common ones in every text.
    private const double CommonMin = 0.15;

    // Common small letters of Russian and other languages in Cyrillic script.
    private const string CommonCyrillic = "оеаинтсрвлкмдпуяыьгзбчйхжш";

    private static readonly (string Name, Func<string, double> Score)[] Candidates =
    [
        ("gb18030", EastAsian), ("big5", EastAsian), ("shift_jis", Kana), ("euc-jp", Kana), ("euc-kr", Hangul),
        ("windows-1251", Cyrillic), ("koi8-r", Cyrillic),
    ];

    private static readonly Encoding Western = CodePagesEncodingProvider.Instance.GetEncoding("windows-1252")!;

    /// <summary>The encoding of a text.</summary>
    /// <param name="text">Its bytes.</param>
    /// <param name="markBytes">Bytes of the mark at its start, which are no part of the text.</param>
    public static Encoding Of(ReadOnlySpan<byte> text, out int markBytes)
    {
        if (Marked(text) is { } marked)
        {
            markBytes = marked.Preamble.Length;
            return marked;
        }

        markBytes = 0;
        if (WithoutMark(text) is { } wide) return wide;
        if (System.Text.Unicode.Utf8.IsValid(text)) return Encoding.UTF8;

        var look = text[..Math.Min(text.Length, LookBytesMax)];
        var best = Western;
        var most = CommonMin;
        foreach (var (name, score) in Candidates)
        {
            if (Decoded(look, name) is not { } decoded || score(decoded) is var points && points <= most) continue;

            most = points;
            best = CodePagesEncodingProvider.Instance.GetEncoding(name)!;
        }

        return best;
    }

    /// <summary>The text in UTF-8, without a mark at its start; U+FFFD stands where a byte is no text.</summary>
    public static ReadOnlySpan<byte> Utf8Of(ReadOnlySpan<byte> text)
    {
        var encoding = Of(text, out var mark);
        text = text[mark..];
        return encoding.Equals(Encoding.UTF8) && System.Text.Unicode.Utf8.IsValid(text)
            ? text
            : Encoding.UTF8.GetBytes(encoding.GetString(text));
    }

    private static Encoding? Marked(ReadOnlySpan<byte> text)
    {
        // UTF-32 begins as UTF-16 does.
        foreach (var encoding in new[] { Encoding.UTF8, Encoding.UTF32, Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            if (text.StartsWith(encoding.Preamble)) return encoding;
        }

        return null;
    }

    // In UTF-16 the spaces and line feeds have a zero beside them, always on the same side.
    private static Encoding? WithoutMark(ReadOnlySpan<byte> text)
    {
        var look = text[..(Math.Min(text.Length, LookBytesMax) & ~1)];
        if (look.IndexOf((byte)0) < 0) return null;

        Span<int> zeros = stackalloc int[2];
        for (var index = 0; index < look.Length; index++)
        {
            if (look[index] == 0) zeros[index & 1]++;
        }

        // ASCII has a zero in every pair; Chinese has few, on both sides, and is told by its characters.
        if (zeros[1] * 4 > look.Length / 2 && zeros[0] * 20 <= zeros[1]) return Encoding.Unicode;
        if (zeros[0] * 4 > look.Length / 2 && zeros[1] * 20 <= zeros[0]) return Encoding.BigEndianUnicode;

        var little = HanText.CommonShare(Encoding.Unicode.GetString(look));
        var big = HanText.CommonShare(Encoding.BigEndianUnicode.GetString(look));
        return Math.Max(little, big) < CommonMin ? null : little > big ? Encoding.Unicode : Encoding.BigEndianUnicode;
    }

    private static string? Decoded(ReadOnlySpan<byte> look, string name)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(
            name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

        // The last character may be cut.
        for (var end = look.Length; end >= Math.Max(look.Length - 3, 1); end--)
        {
            try
            {
                return encoding.GetString(look[..end]);
            }
            catch (DecoderFallbackException)
            {
                if (look.Length < LookBytesMax) return null;
            }
        }

        return null;
    }

    private static double EastAsian(string text) => Penalized(text, HanText.CommonShare(text));

    private static double Kana(string text) =>
        Penalized(text, Share(text, static one => one is >= '\u3041' and <= '\u30FF' or '、' or '。'));

    private static double Hangul(string text) =>
        Penalized(text, Share(text, static one => one is >= '\uAC00' and <= '\uD7A3'));

    // Words are of one alphabet; a letter with an accent stands among letters of ASCII.
    private static double Cyrillic(string text)
    {
        var high = 0;
        var common = 0;
        for (var index = 0; index < text.Length; index++)
        {
            if (text[index] < 0x80) continue;

            high++;
            if (CommonCyrillic.Contains(text[index]) && IsInWord(text, index)) common++;

            // No word goes on in capitals; what other bytes become does all the time.
            if (index > 0 && char.IsUpper(text[index]) && char.IsLower(text[index - 1])) common -= 2;
        }

        return high == 0 ? 0 : (double)common / high;
    }

    private static bool IsInWord(string text, int index)
    {
        var before = index > 0 ? text[index - 1] : ' ';
        var after = index + 1 < text.Length ? text[index + 1] : ' ';
        return !char.IsAsciiLetter(before) && !char.IsAsciiLetter(after)
            && (before is >= 'Ё' and <= 'ё' || after is >= 'Ё' and <= 'ё');
    }

    private static double Share(string text, Func<char, bool> isCommon)
    {
        var high = 0;
        var common = 0;
        foreach (var one in text)
        {
            if (one < 0x80) continue;
            high++;
            if (isCommon(one)) common++;
        }

        return high == 0 ? 0 : (double)common / high;
    }

    // Characters of private use and half-width katakana come of wrong bytes.
    private static double Penalized(string text, double score) => score
        - Share(text, static one => one is >= '\uE000' and <= '\uF8FF' or >= '\uFF61' and <= '\uFF9F' or < '\u00A0');
}
