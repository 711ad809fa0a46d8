namespace Headroom.Capacity.Forecasting.Smoothing;

/// <summary>
/// Exponential smoothing of level and, where asked for, a trend that may be damped (Hyndman, Koehler, Ord and Snyder,
/// "Forecasting with Exponential Smoothing", 2008, chapter 2: models A,N,N, A,A,N and A,Ad,N). The first level and
/// trend are those of the least squared error: errors are linear in them, so they are solved for, not searched.
/// </summary>
/// <param name="Alpha">Weight of the newest error in the level, from 0 to 1.</param>
/// <param name="Beta">Weight of the newest error in the trend, from 0 to alpha.</param>
/// <param name="Phi">Factor of the trend for each step, from 0 (no trend) to 1 (undamped).</param>
internal readonly record struct TrendSmoothing(double Alpha, double Beta, double Phi)
{
    private const double Least = 1e-4;
    private const double Most = 0.9999;
    private const int GridSize = 20;

    /// <summary>Sum of squared one-step errors, and the state after the last value.</summary>
    public (double Squares, double Level, double Trend) Run(ReadOnlySpan<double> history)
    {
        // One pass for the errors from a zero state and for what each unit of first level or trend takes from them.
        double level = 0, trend = 0, levelByLevel = 1, trendByLevel = 0, levelByTrend = 0, trendByTrend = 1;
        double aa = 0, ab = 0, bb = 0, ay = 0, by = 0, yy = 0;
        foreach (var value in history)
        {
            var error = value - level - Phi * trend;
            var a = levelByLevel + Phi * trendByLevel;
            var b = levelByTrend + Phi * trendByTrend;
            aa += a * a;
            ab += a * b;
            bb += b * b;
            ay += a * error;
            by += b * error;
            yy += error * error;
            (level, trend) = (level + Phi * trend + Alpha * error, Phi * trend + Beta * error);
            (levelByLevel, trendByLevel) = (a - Alpha * a, Phi * trendByLevel - Beta * a);
            (levelByTrend, trendByTrend) = (b - Alpha * b, Phi * trendByTrend - Beta * b);
        }

        var determinant = aa * bb - ab * ab;
        var hasTrend = Phi > 0 && determinant > 1e-12 * aa * bb;
        var first = hasTrend ? (bb * ay - ab * by) / determinant : ay / aa;
        var slope = hasTrend ? (aa * by - ab * ay) / determinant : 0;
        var squares = yy - first * ay - slope * by;
        return (
            Math.Max(0, squares),
            level + first * levelByLevel + slope * levelByTrend,
            trend + first * trendByLevel + slope * trendByTrend);
    }

    /// <summary>Fills <paramref name="point"/> with the values after <paramref name="history"/>.</summary>
    public void Forecast(ReadOnlySpan<double> history, Span<double> point)
    {
        var (_, level, trend) = Run(history);
        Continue(level, trend, Phi, point);
    }

    /// <summary>Fills <paramref name="point"/> with what follows on a level and a trend that fades by phi.</summary>
    public static void Continue(double level, double trend, double phi, Span<double> point)
    {
        var (sum, power) = (0.0, 1.0);
        for (var step = 0; step < point.Length; step++)
        {
            power *= phi;
            sum += power;
            point[step] = level + sum * trend;
        }
    }

    /// <summary>Simple exponential smoothing with the weight of the least squared one-step error.</summary>
    public static TrendSmoothing Simple(ReadOnlySpan<double> history)
    {
        // A grid first: the error may have several low points.
        var (best, least) = (1, double.PositiveInfinity);
        for (var i = 0; i <= GridSize; i++)
        {
            var squares = new TrendSmoothing(Clamp(i / (double)GridSize), 0, 0).Run(history).Squares;
            if (squares < least) (best, least) = (i, squares);
        }

        var (low, high) = (Clamp((best - 1) / (double)GridSize), Clamp((best + 1) / (double)GridSize));
        while (high - low > 1e-5)
        {
            var (left, right) = (low + 0.382 * (high - low), high - 0.382 * (high - low));
            var isLeft = new TrendSmoothing(left, 0, 0).Run(history).Squares
                <= new TrendSmoothing(right, 0, 0).Run(history).Squares;
            (low, high) = isLeft ? (low, right) : (left, high);
        }

        return new TrendSmoothing((low + high) / 2, 0, 0);
    }

    /// <summary>Smoothing with a trend: undamped, or damped by a factor from 0.8 to 0.98 that is learnt.</summary>
    public static TrendSmoothing Trended(ReadOnlySpan<double> history, bool isDamped)
    {
        var values = history.ToArray();
        var best = new TrendSmoothing(0.5, 0.05, isDamped ? 0.95 : 1);
        var least = double.PositiveInfinity;
        foreach (var (alpha, share) in ((double, double)[])[(0.1, 0.1), (0.5, 0.1), (0.9, 0.05), (0.3, 0.5)])
        {
            double[] start = isDamped ? [Logit(alpha), Logit(share), 0.5] : [Logit(alpha), Logit(share)];
            var found = NelderMead.Minimum(
                weights => Of(weights, isDamped).Run(values).Squares, start, step: 0.5, callsMax: 60);
            var squares = Of(found, isDamped).Run(values).Squares;
            if (squares < least) (best, least) = (Of(found, isDamped), squares);
        }

        return best;
    }

    private static TrendSmoothing Of(double[] weights, bool isDamped)
    {
        var alpha = Clamp(Logistic(weights[0]));
        return new TrendSmoothing(
            alpha, alpha * Clamp(Logistic(weights[1])), isDamped ? 0.8 + 0.18 * Logistic(weights[2]) : 1);
    }

    private static double Clamp(double weight) => Math.Clamp(weight, Least, Most);

    private static double Logistic(double value) => 1 / (1 + Math.Exp(-value));

    private static double Logit(double value) => Math.Log(value / (1 - value));
}
