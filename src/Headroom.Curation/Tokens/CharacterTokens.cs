using Headroom.Curation.Text;

namespace Headroom.Curation.Tokens;

/// <summary>
/// The tokens that merging begins with when it begins with characters: a character's own, those of its bytes
/// (<c>&lt;0x41&gt;</c>), or the unknown one.
/// </summary>
/// <param name="vocabulary">The tokens by their text in UTF-8.</param>
/// <param name="fallsBackToBytes">Whether characters without a token become bytes.</param>
/// <param name="unknown">The token of what has none; -1 when such characters are left out.</param>
/// <param name="fusesUnknown">Whether unknown characters side by side are one token.</param>
internal sealed class CharacterTokens(
    TokenVocabulary vocabulary, bool fallsBackToBytes, int unknown, bool fusesUnknown)
{
    private readonly int[] _bytes =
        [.. Enumerable.Range(0, 256).Select(one => vocabulary.Find(System.Text.Encoding.ASCII.GetBytes($"<0x{one:X2}>")))];

    /// <summary>Writes the tokens that a piece begins with, at most one a byte; how many there are.</summary>
    public int Write(ReadOnlySpan<byte> piece, Span<int> tokens)
    {
        var count = 0;
        var isUnknown = false;
        for (var start = 0; start < piece.Length;)
        {
            var end = start;
            Utf8.Next(piece, ref end);
            var character = piece[start..end];
            start = end;
            var token = vocabulary.Find(character);
            if (token >= 0)
            {
                tokens[count++] = token;
                isUnknown = false;
            }
            else if (fallsBackToBytes && HaveTokens(character))
            {
                foreach (var one in character) tokens[count++] = _bytes[one];
                isUnknown = false;
            }
            else if (unknown >= 0 && !(isUnknown && fusesUnknown))
            {
                tokens[count++] = unknown;
                isUnknown = true;
            }
        }

        return count;
    }

    private bool HaveTokens(ReadOnlySpan<byte> character)
    {
        foreach (var one in character)
        {
            if (_bytes[one] < 0) return false;
        }

        return true;
    }
}
