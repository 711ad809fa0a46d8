namespace Headroom.Curation.Repetition;

/// <summary>
/// Anchors of one part of a corpus, on boards by their keys, so that threads gather equal keys board by board. When
/// anchors are more than fit in memory the corpus is read in several rounds, each of which takes some boards only.
/// </summary>
internal sealed class AnchorShelf(int round, int rounds)
{
    /// <summary>Number of boards.</summary>
    public const int Boards = 256;

    private readonly List<Anchor>?[] _boards = new List<Anchor>?[Boards];

    /// <summary>Adds an anchor, if this round takes it.</summary>
    public void Add(Anchor anchor)
    {
        var board = (int)(anchor.Key & (Boards - 1));
        if (board % rounds == round) (_boards[board] ??= []).Add(anchor);
    }

    /// <summary>All anchors on one board of some shelves, by key and position.</summary>
    public static Anchor[] Gather(IEnumerable<AnchorShelf> shelves, int board)
    {
        Anchor[] anchors = [.. shelves.SelectMany(shelf => shelf._boards[board] ?? [])];
        Array.Sort(anchors);
        return anchors;
    }
}
