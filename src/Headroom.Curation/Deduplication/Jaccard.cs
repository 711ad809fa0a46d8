namespace Headroom.Curation.Deduplication;

/// <summary>The similarity of two sets of shingles (Jaccard 1901): shared ones by all different ones.</summary>
internal static class Jaccard
{
    /// <summary>The different shingles in order.</summary>
    public static ulong[] SetOf(ReadOnlySpan<ulong> shingles)
    {
        var sorted = shingles.ToArray();
        Array.Sort(sorted);
        var count = 0;
        for (var index = 0; index < sorted.Length; index++)
        {
            if (index == 0 || sorted[index] != sorted[index - 1]) sorted[count++] = sorted[index];
        }

        return sorted[..count];
    }

    /// <summary>Similarity of two sets from <see cref="SetOf"/>, from 0 to 1; of two empty ones 0.</summary>
    public static double Of(ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right)
    {
        var shared = 0;
        for (int from = 0, to = 0; from < left.Length && to < right.Length;)
        {
            var (one, other) = (left[from], right[to]);
            if (one == other) shared++;
            if (one <= other) from++;
            if (other <= one) to++;
        }

        var all = left.Length + right.Length - shared;
        return all == 0 ? 0 : (double)shared / all;
    }
}
