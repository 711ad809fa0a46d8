namespace Headroom.Tagging.Tokens;

/// <summary>Cuts a text into tokens, a word at a time. One for each thread.</summary>
internal interface IWordTokens
{
    /// <summary>Adds the tokens of the next word, none where only blanks are left; the place where it ends.</summary>
    int Read(ReadOnlySpan<byte> text, int at, List<TextToken> tokens);
}
