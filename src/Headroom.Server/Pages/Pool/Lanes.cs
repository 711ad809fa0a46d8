namespace Headroom.Server.Pages.Pool;

/// <summary>
/// Gives placements lanes of a node, so that none hides another. What ran on which accelerator is not kept; how much of
/// how many is.
/// </summary>
/// <param name="count">Lanes of the node.</param>
internal sealed class Lanes(int count)
{
    private const int Whole = 1000;

    private readonly List<(int Offset, int Height, long End)>[] _taken =
        [.. Enumerable.Range(0, count).Select(_ => new List<(int, int, long)>())];

    /// <summary>Lanes for a placement, in order of beginning: each with offset and height in thousandths.</summary>
    /// <param name="milli">How much it takes of the node, in thousandths of accelerators.</param>
    /// <param name="began">When it begins.</param>
    /// <param name="end">When it ends.</param>
    public IEnumerable<(int Lane, int Offset, int Height)> Take(long milli, long began, long end)
    {
        foreach (var lane in _taken) lane.RemoveAll(bar => bar.End <= began);
        for (; milli >= Whole; milli -= Whole)
        {
            if (Find(Whole) is not { } place) yield break;

            yield return Put(place, Whole, end);
        }

        if (milli > 0 && Find((int)milli) is { } rest) yield return Put(rest, (int)milli, end);
    }

    // The lane that has least left of those with a gap of this height.
    private (int Lane, int Offset)? Find(int height)
    {
        (int Lane, int Offset)? best = null;
        var left = int.MaxValue;
        for (var lane = 0; lane < _taken.Length; lane++)
        {
            var free = Whole - _taken[lane].Sum(bar => bar.Height);
            if (free < height || free >= left || Gap(_taken[lane], height) is not { } offset) continue;

            (best, left) = ((lane, offset), free);
        }

        return best;
    }

    private static int? Gap(List<(int Offset, int Height, long End)> bars, int height)
    {
        var offset = 0;
        foreach (var bar in bars.OrderBy(bar => bar.Offset))
        {
            if (bar.Offset - offset >= height) break;
            offset = bar.Offset + bar.Height;
        }

        return offset + height <= Whole ? offset : null;
    }

    private (int Lane, int Offset, int Height) Put((int Lane, int Offset) place, int height, long end)
    {
        _taken[place.Lane].Add((place.Offset, height, end));
        return (place.Lane, place.Offset, height);
    }
}
