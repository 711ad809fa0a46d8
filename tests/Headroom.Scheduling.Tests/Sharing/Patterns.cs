namespace Headroom.Scheduling.Tests.Sharing;

/// <summary>Every way to fill one accelerator, by trying all.</summary>
internal static class Patterns
{
    /// <summary>
    /// How often each size occurs, for every filling of <paramref name="capacity"/>, the empty one included.
    /// </summary>
    public static IEnumerable<int[]> All(IReadOnlyList<int> sizes, int capacity) =>
        From(sizes, capacity, 0, new int[sizes.Count]);

    private static IEnumerable<int[]> From(IReadOnlyList<int> sizes, int room, int index, int[] counts)
    {
        if (index == sizes.Count)
        {
            yield return [.. counts];
            yield break;
        }

        for (var count = 0; count * sizes[index] <= room; count++)
        {
            counts[index] = count;
            foreach (var pattern in From(sizes, room - count * sizes[index], index + 1, counts)) yield return pattern;
        }

        counts[index] = 0;
    }
}
