namespace Headroom.Formats;

/// <summary>
/// A part of work over files that is done by itself: on another machine, and beside the other parts. What goes on when
/// all parts are done finds them finished; its results are those of one run that did everything.
/// </summary>
/// <param name="Index">Which part, from 0.</param>
/// <param name="Count">How many parts there are, 1 to <see cref="CountMax"/>.</param>
public readonly record struct Shard(int Index, int Count)
{
    /// <summary>Most parts of a run.</summary>
    public const int CountMax = 1_000;

    /// <summary>
    /// Numbers of the files of this part: the largest file first, each to the part that has least so far.
    /// </summary>
    /// <param name="sizes">Bytes of all files, in their order.</param>
    public IReadOnlyList<int> Of(IReadOnlyList<long> sizes)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        var taken = new long[Count];
        var own = new List<int>();
        foreach (var file in Enumerable.Range(0, sizes.Count).OrderByDescending(file => sizes[file]))
        {
            var least = Array.IndexOf(taken, taken.Min());
            taken[least] += sizes[file];
            if (least == Index) own.Add(file);
        }

        return own;
    }
}
