using Headroom.Capacity.Eras;

namespace Headroom.Cli.Capacity;

/// <summary>A trend as it is printed: recomputed, and as published where it was.</summary>
/// <param name="Name">Which systems.</param>
/// <param name="Trend">The line.</param>
/// <param name="Doubling">Interval of 95 % of its doubling time, in months of 30 days.</param>
/// <param name="Published">What the paper prints; empty for nothing.</param>
internal sealed record EraRow(string Name, EraTrend Trend, EraInterval Doubling, string Published)
{
    private const ulong Seed = 1;

    // Where windows begin: each is a story that someone has told.
    private static readonly int[] Starts = [1952, 2010, 2012, 2015, 2018, 2020];

    public static IReadOnlyList<EraRow> All(IReadOnlyList<TrainedSystem> systems, EraYears? window, int samples)
    {
        var rows = new List<EraRow>();
        if (window is not null)
        {
            Add(rows, $"{window.First}-{window.Last}", systems, "", samples);
            return rows;
        }

        var eras = EraSystems.Of(systems, EraWindow.Published);
        Add(rows, "pre deep learning", eras.PreDeepLearning, "n 19, 21.3 [17.0; 21.2; 29.3], R2 0.77", samples);
        Add(rows, "regular scale since 2010", eras.Regular, "n 72, 5.7 [4.3; 5.6; 9.0]", samples);
        Add(rows, "regular scale since 9/2015", eras.RegularSinceLarge, "n 60, 5.8 [4.5; 5.8; 8.0], R2 0.48", samples);
        Add(rows, "large scale since 9/2015", eras.LargeScale, "n 16, 9.9 [7.7; 10.1; 17.1], R2 0.66", samples);
        foreach (var start in Starts)
        {
            var from = new DateOnly(start, 1, 1).DayNumber;
            Add(rows, $"all since {start}", [.. systems.Where(system => system.Day >= from)], "", samples);
        }

        return rows;
    }

    private static void Add(
        List<EraRow> rows, string name, IReadOnlyList<TrainedSystem> systems, string published, int samples)
    {
        if (systems.Select(system => system.Day).Distinct().Count() < 2) return;

        rows.Add(new EraRow(
            name,
            EraTrend.Of(systems),
            EraInterval.Of(systems, trend => trend.DoublingMonths, samples, Seed),
            published));
    }
}
