namespace Headroom.Curation.Worth;

/// <summary>
/// What score well curated data reaches with how much compute: the best run at each scale, and between two of them a
/// line of the score over the logarithm of the compute.
/// </summary>
public sealed class ComputeCurve
{
    // Runs of one scale differ by less than this in their compute.
    private const double SameScale = 0.01;

    private readonly TrainingRun[] _points;

    /// <summary>
    /// The curve of the runs on data like DCLM's baseline: extracted by resiliparse, chosen by its classifier.
    /// </summary>
    /// <param name="runs">Released records, of any data.</param>
    public ComputeCurve(IEnumerable<TrainingRun> runs) => _points = [.. BestOfEachScale(runs.Where(IsCurated))];

    /// <summary>The best runs, by compute.</summary>
    public IReadOnlyList<TrainingRun> Points => _points;

    /// <summary>Compute with which curated data reaches a score; null beyond the curve.</summary>
    public double? FlopsFor(double score)
    {
        for (var index = 1; index < _points.Length; index++)
        {
            var (low, high) = (_points[index - 1], _points[index]);
            if (score < low.Score || score > high.Score) continue;

            var share = (score - low.Score) / (high.Score - low.Score);
            return low.Flops * Math.Pow(high.Flops / low.Flops, share);
        }

        return null;
    }

    /// <summary>The best run of each scale, by compute.</summary>
    public static IEnumerable<TrainingRun> BestOfEachScale(IEnumerable<TrainingRun> runs)
    {
        TrainingRun? best = null;
        foreach (var run in runs.OrderBy(run => run.Flops))
        {
            if (best is not null && run.Flops > best.Flops * (1 + SameScale))
            {
                yield return best;
                best = null;
            }

            if (best is null || run.Score > best.Score) best = run;
        }

        if (best is not null) yield return best;
    }

    // "hero" runs were trained otherwise: longer, with a cool-down on other data.
    private static bool IsCurated(TrainingRun run) =>
        run.Data.Contains("resiliparse", StringComparison.Ordinal)
        && !run.Data.StartsWith("hero", StringComparison.Ordinal)
        && (run.Data.Contains("openhermes_reddit_eli5", StringComparison.Ordinal)
            || run.Data.Contains("OH_eli5", StringComparison.Ordinal));
}
