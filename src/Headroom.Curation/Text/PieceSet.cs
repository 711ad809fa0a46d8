namespace Headroom.Curation.Text;

/// <summary>Pieces of one document, lines or paragraphs, of which some come again.</summary>
internal sealed class PieceSet
{
    private readonly IdentityTable _table = new();

    /// <summary>Pieces so far.</summary>
    public int Count { get; private set; }

    /// <summary>Second and later copies of a piece.</summary>
    public int Copies { get; private set; }

    /// <summary>Code points of those copies.</summary>
    public long CopiedCharacters { get; private set; }

    /// <summary>Begins with a text of so many bytes.</summary>
    public void Clear(int bytes)
    {
        _table.Clear(bytes / 64);
        Count = 0;
        Copies = 0;
        CopiedCharacters = 0;
    }

    /// <summary>Adds a piece.</summary>
    public void Add(ReadOnlySpan<byte> piece)
    {
        Count++;
        if (_table.Number(ByteHash.Of(piece)) < Count - 1 - Copies)
        {
            Copies++;
            CopiedCharacters += Utf8.CharactersIn(piece);
        }
    }
}
