using System.Buffers;
using System.Globalization;
using System.Text;
using Headroom.Curation.Text;

namespace Headroom.Curation.Tokens;

/// <summary>Tokens that are found in a text before anything else is done, such as <c>&lt;|endoftext|&gt;</c>.</summary>
internal sealed class AddedTokens
{
    private readonly (byte[] Text, AddedToken Token)[] _tokens;
    private readonly SearchValues<byte> _firstBytes;

    /// <summary>Tokens by their texts.</summary>
    public AddedTokens(IEnumerable<AddedToken> tokens)
    {
        // The longest first: of two that begin in one place it is the one that counts.
        _tokens =
        [
            .. tokens.Where(token => token.Text.Length > 0)
                .DistinctBy(token => token.Text, StringComparer.Ordinal)
                .Select(token => (Text: Encoding.UTF8.GetBytes(token.Text), token))
                .OrderByDescending(token => token.Text.Length),
        ];
        _firstBytes = SearchValues.Create([.. _tokens.Select(token => token.Text[0]).Distinct()]);
    }

    /// <summary>Where the next one begins, or the end of the text.</summary>
    /// <param name="text">The whole text: what stands beside a token may decide.</param>
    /// <param name="from">Where to look from.</param>
    /// <param name="end">The byte behind it.</param>
    public int Find(ReadOnlySpan<byte> text, int from, out int end)
    {
        for (var start = from; start < text.Length; start++)
        {
            var next = text[start..].IndexOfAny(_firstBytes);
            if (next < 0) break;

            start += next;
            foreach (var (bytes, token) in _tokens)
            {
                if (!text[start..].StartsWith(bytes)) continue;

                end = start + bytes.Length;

                // The library looks for the longest first too, and goes on behind it when it is inside a word.
                if (token.IsWord && IsInWord(text, start, end))
                {
                    start = end - 1;
                    break;
                }

                if (token.TakesSpaceBehind) end = text.Length - Utf8.TrimStart(text[end..]).Length;
                return token.TakesSpaceBefore ? from + Utf8.TrimEnd(text[from..start]).Length : start;
            }
        }

        return end = text.Length;
    }

    private static bool IsInWord(ReadOnlySpan<byte> text, int start, int end)
    {
        if (start > 0 && IsOfWord(Utf8.Last(text, start, out _))) return true;

        var behind = end;
        return end < text.Length && IsOfWord(Utf8.Next(text, ref behind));
    }

    // What \w is to the library: alphabetic characters, marks, digits, connectors and joiners (UTS 18, annex C).
    private static bool IsOfWord(int code) => code is 0x200C or 0x200D or (>= 0x24B6 and <= 0x24E9)
        || CharUnicodeInfo.GetUnicodeCategory(code) is <= UnicodeCategory.LetterNumber
            or UnicodeCategory.ConnectorPunctuation;
}
