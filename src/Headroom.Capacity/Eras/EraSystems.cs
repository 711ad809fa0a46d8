namespace Headroom.Capacity.Eras;

/// <summary>Systems by era, each in the order of days.</summary>
/// <param name="PreDeepLearning">Before deep learning.</param>
/// <param name="Regular">Since then, without what is large-scale.</param>
/// <param name="RegularSinceLarge">The part of them published since large-scale systems exist.</param>
/// <param name="LargeScale">Large-scale.</param>
/// <param name="Outliers">Left out for far less compute than others of their time.</param>
public sealed record EraSystems(
    IReadOnlyList<TrainedSystem> PreDeepLearning,
    IReadOnlyList<TrainedSystem> Regular,
    IReadOnlyList<TrainedSystem> RegularSinceLarge,
    IReadOnlyList<TrainedSystem> LargeScale,
    IReadOnlyList<TrainedSystem> Outliers)
{
    /// <summary>
    /// Sorts systems into eras by their z-scores: the distance of their logarithm from the mean of a window round
    /// them, in its population deviation (Sevilla et al. 2022, appendix).
    /// </summary>
    public static EraSystems Of(IReadOnlyList<TrainedSystem> systems, EraWindow window)
    {
        var ordered = systems
            .OrderBy(system => system.Day).ThenBy(system => system.Name, StringComparer.Ordinal).ToArray();
        var (before, regular, large, outliers) = (
            new List<TrainedSystem>(), new List<TrainedSystem>(), new List<TrainedSystem>(), new List<TrainedSystem>());
        foreach (var system in ordered)
        {
            var score = Score(system, ordered, window.Days / 2);
            if (score < window.LowScore)
                outliers.Add(system);
            else if (system.Day <= window.DeepLearningFrom)
                before.Add(system);
            else if (system.Day > window.LargeScaleFrom && score > window.HighScore)
                large.Add(system);
            else
                regular.Add(system);
        }

        return new EraSystems(
            before, regular, [.. regular.Where(system => system.Day > window.LargeScaleFrom)], large, outliers);
    }

    private static double Score(TrainedSystem system, TrainedSystem[] all, int distance)
    {
        double sum = 0, squares = 0;
        var count = 0;
        foreach (var other in all)
        {
            if (Math.Abs(other.Day - system.Day) > distance) continue;

            var height = Math.Log10(other.Operations);
            sum += height;
            squares += height * height;
            count++;
        }

        var mean = sum / count;
        var variance = squares / count - mean * mean;
        return variance > 1e-12 ? (Math.Log10(system.Operations) - mean) / Math.Sqrt(variance) : 0;
    }
}
