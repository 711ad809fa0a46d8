using System.Buffers;
using System.Text;

namespace Headroom.Tagging.Tokens;

/// <summary>A token for each character that is no blank, as models of Chinese have it.</summary>
internal sealed class CharacterTokens(Vocabulary vocabulary, int unknown, bool isSmall) : IWordTokens
{
    /// <inheritdoc/>
    public int Read(ReadOnlySpan<byte> text, int at, List<TextToken> tokens)
    {
        Span<char> letters = stackalloc char[2];
        while (at < text.Length)
        {
            var start = at;
            var status = Rune.DecodeFromUtf8(text[at..], out var rune, out var length);
            at += length;
            if (status != OperationStatus.Done || Rune.IsWhiteSpace(rune) || Rune.IsControl(rune)) continue;

            var count = (isSmall ? Rune.ToLowerInvariant(rune) : rune).EncodeToUtf16(letters);
            var number = vocabulary.Find(letters[..count], isFirst: true);
            tokens.Add(new TextToken(number < 0 ? unknown : number, start, at, IsFirst: true));
            break;
        }

        return at;
    }
}
