namespace Headroom.Scheduling.Backfill;

/// <summary>Selection of one order statistic without sorting everything (Hoare's quickselect, middle pivot).</summary>
internal static class Selection
{
    /// <summary>
    /// The entry that would stand at <paramref name="index"/> were <paramref name="values"/> sorted. Reorders them.
    /// </summary>
    public static long NthSmallest(Span<long> values, int index)
    {
        var (low, high) = (0, values.Length - 1);
        while (low < high)
        {
            var (left, right) = Partition(values, low, high);
            if (index <= right) high = right;
            else if (index >= left) low = left;
            else return values[index];
        }

        return values[index];
    }

    private static (int Left, int Right) Partition(Span<long> values, int low, int high)
    {
        var pivot = values[low + ((high - low) / 2)];
        while (low <= high)
        {
            while (values[low] < pivot) low++;
            while (values[high] > pivot) high--;
            if (low > high) break;
            (values[low], values[high]) = (values[high], values[low]);
            low++;
            high--;
        }

        return (low, high);
    }
}
