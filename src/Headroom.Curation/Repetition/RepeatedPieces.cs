using System.IO.Hashing;
using Headroom.Curation.Text;

namespace Headroom.Curation.Repetition;

/// <summary>
/// Finds lines or paragraphs that stood in the corpus before, white space around them aside. Hashes find candidates,
/// and their bytes are compared.
/// </summary>
internal static class RepeatedPieces
{
    // So many bytes a piece are expected.
    private const long PieceBytes = 40;
    private const long AnchorBytesMax = 256 << 20;

    /// <summary>All pieces but the first of each kind, with the line feeds behind them.</summary>
    /// <param name="texts">The corpus.</param>
    /// <param name="pieces">Lines or paragraphs.</param>
    /// <param name="charactersMin">Shorter pieces are never repeated ones; empty ones neither.</param>
    /// <param name="options">Threads, and what ends the work; the result does not depend on them.</param>
    public static TextRange[] Find(
        CorpusTexts texts, TextPieces pieces, int charactersMin, ParallelOptions options)
    {
        var rounds = (int)Math.Clamp(texts.Length * 16 / PieceBytes / AnchorBytesMax + 1, 1, AnchorShelf.Boards);
        var found = new List<IReadOnlyList<TextRange>>();
        for (var round = 0; round < rounds; round++)
        {
            var shelves = Collect(texts, pieces, charactersMin, (round, rounds), options);
            var boards = new List<TextRange>[AnchorShelf.Boards];
            Parallel.For(0, boards.Length, options, board =>
                boards[board] = Compare(texts, pieces, AnchorShelf.Gather(shelves, board)));
            found.AddRange(boards);
        }

        return TextRange.Union(found);
    }

    private static IReadOnlyList<AnchorShelf> Collect(
        CorpusTexts texts, TextPieces pieces, int charactersMin, (int This, int All) round, ParallelOptions options)
    {
        return texts.Scan<AnchorShelf>(options, () =>
        {
            var shelf = new AnchorShelf(round.This, round.All);
            return (shelf, (text, start) => Collect(text, start, pieces, charactersMin, shelf));
        });
    }

    private static void Collect(
        ReadOnlySpan<byte> text, long start, TextPieces pieces, int charactersMin, AnchorShelf shelf)
    {
        for (var at = 0; at < text.Length;)
        {
            var length = pieces.FirstOf(text[at..]);
            var inner = TextPieces.Inner(text.Slice(at, length));
            if (!inner.IsEmpty && Utf8.CharactersIn(inner) >= charactersMin)
                shelf.Add(new Anchor(XxHash3.HashToUInt64(inner), start + at));
            at += length;
        }
    }

    private static List<TextRange> Compare(CorpusTexts texts, TextPieces pieces, Anchor[] anchors)
    {
        var found = new List<TextRange>();
        var firsts = new List<byte[]>();
        for (var index = 0; index < anchors.Length; index++)
        {
            var isSame = index > 0 && anchors[index - 1].Key == anchors[index].Key;
            if (!isSame) firsts.Clear();
            if (!isSame && (index + 1 == anchors.Length || anchors[index + 1].Key != anchors[index].Key)) continue;

            var piece = PieceAt(texts, pieces, anchors[index].Position);
            var inner = TextPieces.Inner(piece).ToArray();
            if (firsts.Exists(first => first.AsSpan().SequenceEqual(inner)))
                found.Add(new TextRange(anchors[index].Position, anchors[index].Position + piece.Length));
            else firsts.Add(inner);
        }

        return found;
    }

    private static byte[] PieceAt(CorpusTexts texts, TextPieces pieces, long position)
    {
        var end = texts[texts.At(position)].End;
        for (var room = 512L; ; room *= 4)
        {
            var bytes = new byte[Math.Min(room, end - position)];
            texts.Read(position, bytes);
            var length = pieces.FirstOf(bytes);

            // A piece that ends with what was read may go on behind it.
            if (length < bytes.Length || bytes.Length == end - position) return bytes[..length];
        }
    }
}
