using Headroom.Curation.Text;

namespace Headroom.Curation.Repetition;

/// <summary>Pieces of texts that may be repeated whole: lines, or paragraphs, which end at an empty line.</summary>
internal sealed class TextPieces(bool areParagraphs)
{
    /// <summary>Bytes of the first piece, with the line feeds behind it.</summary>
    /// <param name="text">What is left of a text, not empty.</param>
    public int FirstOf(ReadOnlySpan<byte> text)
    {
        var end = areParagraphs ? text.IndexOf("\n\n"u8) : text.IndexOf((byte)'\n');
        if (end < 0) return text.Length;
        if (!areParagraphs) return end + 1;

        var behind = text[end..].IndexOfAnyExcept((byte)'\n');
        return behind < 0 ? text.Length : end + behind;
    }

    /// <summary>What of a piece is compared: all but the white space around it.</summary>
    public static ReadOnlySpan<byte> Inner(ReadOnlySpan<byte> piece) => Utf8.Trim(piece);
}
