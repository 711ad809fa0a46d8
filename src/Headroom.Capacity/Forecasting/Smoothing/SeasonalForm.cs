namespace Headroom.Capacity.Forecasting.Smoothing;

/// <summary>What a seasonal smoothing is made of.</summary>
/// <param name="Season">Values in the short season, at least 2.</param>
/// <param name="LongSeason">Values in the long season, a multiple of the short one; 0 for none.</param>
/// <param name="HasTrend">Whether it has a damped trend.</param>
/// <param name="HasCorrection">Whether errors are corrected by the one before.</param>
internal sealed record SeasonalForm(int Season, int LongSeason, bool HasTrend, bool HasCorrection)
{
    /// <summary>Indexes of the weights in use: level, season, long season, correction, trend, damping.</summary>
    public int[] UsedWeights()
    {
        var used = new List<int> { 0, 1 };
        if (LongSeason > 0) used.Add(2);
        if (HasCorrection) used.Add(3);
        if (HasTrend) used.AddRange([4, 5]);
        return [.. used];
    }
}
