using System.Buffers;
using System.Text;

namespace Headroom.Curation.Tokens;

/// <summary>Tokens that are found in a text before anything else is done, such as <c>&lt;|endoftext|&gt;</c>.</summary>
internal sealed class AddedTokens
{
    private readonly byte[][] _tokens;
    private readonly SearchValues<byte> _firstBytes;

    /// <summary>Tokens by their texts.</summary>
    public AddedTokens(IEnumerable<string> tokens)
    {
        // The longest first: of two that begin in one place it is the one that counts.
        _tokens = [.. tokens.Where(token => token.Length > 0).Distinct(StringComparer.Ordinal)
            .Select(Encoding.UTF8.GetBytes).OrderByDescending(token => token.Length)];
        _firstBytes = SearchValues.Create([.. _tokens.Select(token => token[0]).Distinct()]);
    }

    /// <summary>The place of the first one in a text, or the end of the text.</summary>
    public int Find(ReadOnlySpan<byte> text, out int length)
    {
        length = 0;
        for (var start = 0; start < text.Length; start++)
        {
            var next = text[start..].IndexOfAny(_firstBytes);
            if (next < 0) break;

            start += next;
            foreach (var token in _tokens)
            {
                if (!text[start..].StartsWith(token)) continue;
                length = token.Length;
                return start;
            }
        }

        return text.Length;
    }
}
