namespace Headroom.Capacity.Forecasting;

/// <summary>Tests for a season, and splits it off.</summary>
public static class Seasonality
{
    /// <summary>90 % two-sided, as the competition has it.</summary>
    internal const double CriticalValue = 1.645;

    /// <summary>
    /// Whether values that lie a season apart are related beyond chance: the test of the M4 competition
    /// (Makridakis, Spiliotis and Assimakopoulos 2020, benchmarks), which wants three seasons at least.
    /// </summary>
    public static bool IsSeasonal(ReadOnlySpan<double> history, int season)
    {
        if (season < 2 || history.Length < 3 * season) return false;

        var mean = Mean(history);
        var variance = Covariance(history, mean, 0);
        if (variance <= 0) return false;

        var sum = 1.0;
        for (var lag = 1; lag < season; lag++)
        {
            var correlation = Covariance(history, mean, lag) / variance;
            sum += 2 * correlation * correlation;
        }

        var limit = CriticalValue / Math.Sqrt(history.Length) * Math.Sqrt(sum);
        return Math.Abs(Covariance(history, mean, season) / variance) > limit;
    }

    /// <summary>
    /// Factors of the classical multiplicative decomposition (centred moving average), by phase of the first value,
    /// with mean 1; null where the history is no season longer than two, or a trend or factor is not above zero.
    /// </summary>
    public static double[]? Factors(ReadOnlySpan<double> history, int season)
    {
        if (season < 2 || history.Length < 2 * season) return null;

        var sums = new double[season];
        var counts = new int[season];
        var half = season / 2;
        var window = 0.0;
        for (var i = 0; i < 2 * half + 1 && i < history.Length; i++) window += history[i];
        for (var at = half; at + half < history.Length; at++)
        {
            if (at > half) window += history[at + half] - history[at - half - 1];
            var trend = season % 2 == 0
                ? (window - (history[at - half] + history[at + half]) / 2) / season
                : window / season;
            if (!(trend > 0)) return null;

            sums[at % season] += history[at] / trend;
            counts[at % season]++;
        }

        var total = 0.0;
        for (var phase = 0; phase < season; phase++)
        {
            if (counts[phase] == 0) return null;

            sums[phase] /= counts[phase];
            total += sums[phase];
        }

        for (var phase = 0; phase < season; phase++)
        {
            sums[phase] *= season / total;
            if (!(sums[phase] > 0)) return null;
        }

        return sums;
    }

    /// <summary>Correlation of values that lie <paramref name="lag"/> apart; 0 for values that are all alike.</summary>
    internal static double Correlation(ReadOnlySpan<double> values, int lag)
    {
        var mean = Mean(values);
        var variance = Covariance(values, mean, 0);
        return variance > 0 ? Covariance(values, mean, lag) / variance : 0;
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values) sum += value;
        return sum / values.Length;
    }

    private static double Covariance(ReadOnlySpan<double> values, double mean, int lag)
    {
        var sum = 0.0;
        for (var i = lag; i < values.Length; i++) sum += (values[i] - mean) * (values[i - lag] - mean);
        return sum;
    }
}
