namespace Headroom.Capacity.Eras;

/// <summary>How systems are told apart: the bounds of Sevilla et al. by default.</summary>
public sealed record EraWindow
{
    /// <summary>Last day of the time before deep learning.</summary>
    public required int DeepLearningFrom { get; init; }

    /// <summary>Last day on which no system is large-scale.</summary>
    public required int LargeScaleFrom { get; init; }

    /// <summary>Days of the window, centred on a system, within which its z-score is taken.</summary>
    public int Days { get; init; } = 2 * 52 * 7;

    /// <summary>A system with a z-score below is an outlier and left out.</summary>
    public double LowScore { get; init; } = -2;

    /// <summary>A system with a z-score above, of the time of large models, is large-scale.</summary>
    public double HighScore { get; init; } = 0.76;

    /// <summary>The bounds of the paper, 2009-12-31 and 2015-09-01, as days of <see
    /// cref="DateOnly.DayNumber"/>.</summary>
    public static EraWindow Published { get; } = new()
    {
        DeepLearningFrom = new DateOnly(2009, 12, 31).DayNumber,
        LargeScaleFrom = new DateOnly(2015, 9, 1).DayNumber,
    };
}
