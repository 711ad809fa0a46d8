namespace Headroom.Curation.Tokens;

/// <summary>Cuts a text into pieces that are merged each by itself.</summary>
internal interface IPieceCutter
{
    /// <summary>Adds the end of every piece, in order; the last one is the end of the text.</summary>
    /// <param name="text">Valid UTF-8, not empty.</param>
    /// <param name="ends">Where pieces end.</param>
    void Cut(ReadOnlySpan<byte> text, List<int> ends);
}
