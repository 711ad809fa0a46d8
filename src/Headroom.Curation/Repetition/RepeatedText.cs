namespace Headroom.Curation.Repetition;

/// <summary>
/// Finds every byte that lies in a window of so many bytes that occurs twice in a corpus, each time inside one text:
/// the bytes that a suffix array finds (Lee et al. 2022, section 4.1), exactly, in memory that is bounded. Windows find
/// each other by anchors, and their bytes are compared.
/// </summary>
internal static class RepeatedText
{
    private const long AnchorBytesMax = 256 << 20;

    /// <summary>The repeated bytes.</summary>
    /// <param name="texts">The corpus.</param>
    /// <param name="window">Bytes of a window, from 2.</param>
    /// <param name="sparesFirst">Whether the first of equal windows is none of the repeated ones.</param>
    /// <param name="options">Threads, and what ends the work; the result does not depend on them.</param>
    public static TextRange[] Find(CorpusTexts texts, int window, bool sparesFirst, ParallelOptions options)
    {
        // A window has two anchors for so many of its grams, on the mean.
        var anchorBytes = texts.Length * 32 / (window - WindowAnchors.GramOf(window) + 2);
        var rounds = (int)Math.Clamp(anchorBytes / AnchorBytesMax + 1, 1, AnchorShelf.Boards);
        var found = new List<IReadOnlyList<TextRange>>();
        for (var round = 0; round < rounds; round++)
            found.Add(FindIn(texts, window, sparesFirst, round, rounds, options));
        return TextRange.Union(found);
    }

    private static TextRange[] FindIn(
        CorpusTexts texts, int window, bool sparesFirst, int round, int rounds, ParallelOptions options)
    {
        var shelves = texts.Scan<AnchorShelf>(options, () =>
        {
            var shelf = new AnchorShelf(round, rounds);
            var anchors = new WindowAnchors(window);
            return (shelf, (text, start) => anchors.Find(text, start, shelf));
        });
        var found = new List<TextRange>[AnchorShelf.Boards];
        Parallel.For(0, found.Length, options, board =>
        {
            found[board] = [];
            var group = new AnchorGroup(texts, window, sparesFirst, found[board]);
            var anchors = AnchorShelf.Gather(shelves, board);
            for (var start = 0; start < anchors.Length;)
            {
                var end = start + 1;
                while (end < anchors.Length && anchors[end].Key == anchors[start].Key) end++;
                if (end - start > 1) group.Find(anchors.AsSpan(start, end - start));
                options.CancellationToken.ThrowIfCancellationRequested();
                start = end;
            }
        });
        return TextRange.Union(found);
    }
}
