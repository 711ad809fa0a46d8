namespace Headroom.Capacity.Eras;

/// <summary>
/// Systems that were among the largest when they were published: the frontier as Epoch AI measures it ("Training
/// compute of frontier AI models grows by 4-5x per year", 2024).
/// </summary>
public static class RunningTop
{
    /// <summary>Systems that no more than <paramref name="count"/> less one before them exceed, by day.</summary>
    /// <param name="systems">Systems, in any order.</param>
    /// <param name="count">How many are the largest of a time, at least 1.</param>
    public static IReadOnlyList<TrainedSystem> Of(IReadOnlyList<TrainedSystem> systems, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var (top, largest) = (new List<TrainedSystem>(), new PriorityQueue<double, double>());
        foreach (var system in systems.OrderBy(system => system.Day).ThenBy(system => system.Operations))
        {
            if (largest.Count == count && system.Operations < largest.Peek()) continue;

            top.Add(system);
            largest.Enqueue(system.Operations, system.Operations);
            if (largest.Count > count) largest.Dequeue();
        }

        return top;
    }
}
