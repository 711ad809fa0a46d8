namespace Headroom.Privacy.Accounting;

/// <summary>
/// Privacy loss of sampled Gaussian mechanisms by Rényi differential privacy: I. Mironov, K. Talwar, L. Zhang, Rényi
/// Differential Privacy of the Sampled Gaussian Mechanism, 2019; neighbours differ by one record that is there or not.
/// </summary>
public static class SampledGaussian
{
    private const int TermsMax = 10_000;

    /// <summary>The orders that the published accountants look at, 1.1 to 63.</summary>
    public static IReadOnlyList<double> Orders { get; } =
        [.. Enumerable.Range(1, 99).Select(tenth => 1 + tenth / 10.0),
            .. Enumerable.Range(12, 52).Select(order => (double)order)];

    /// <summary>Rényi divergence of one step at an order.</summary>
    /// <param name="noise">Standard deviation of the noise over the sensitivity, above 0.</param>
    /// <param name="rate">Probability that a record is in a step, from 0 to 1.</param>
    /// <param name="order">Order, above 1.</param>
    public static double Divergence(double noise, double rate, double order)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(noise);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(order, 1);
        if (rate is < 0 or > 1) throw new ArgumentOutOfRangeException(nameof(rate), "a probability is from 0 to 1");
        if (rate == 0) return 0;
        if (rate == 1) return order / (2 * noise * noise);

        var log = order == Math.Floor(order) ? LogWhole(noise, rate, (int)order) : LogFractional(noise, rate, order);
        return log / (order - 1);
    }

    /// <summary>
    /// The least ε at a δ over <paramref name="orders"/>, and its order, by the conversion of Canonne, Kamath and Steinke
    /// (The Discrete Gaussian for Differential Privacy, 2020, proposition 12).
    /// </summary>
    public static (double Epsilon, double Order) Epsilon(
        double noise, double rate, long steps, double delta, IReadOnlyList<double>? orders = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(delta);
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        var best = (Epsilon: double.PositiveInfinity, Order: 0.0);
        foreach (var order in orders ?? Orders)
        {
            var divergence = Divergence(noise, rate, order) * steps;
            var epsilon =
                divergence + Math.Log((order - 1) / order) - (Math.Log(delta) + Math.Log(order)) / (order - 1);
            if (epsilon < best.Epsilon) best = (epsilon, order);
        }

        return (Math.Max(0, best.Epsilon), best.Order);
    }

    // Equation (28) of the paper, summed as logarithms.
    private static double LogWhole(double noise, double rate, int order)
    {
        var sum = double.NegativeInfinity;
        var binomial = 0.0;
        for (var index = 0; index <= order; index++)
        {
            var term = binomial + index * Math.Log(rate) + (order - index) * Math.Log(1 - rate)
                + ((double)index * index - index) / (2 * noise * noise);
            sum = LogAdd(sum, term);
            binomial += Math.Log(order - index) - Math.Log(index + 1);
        }

        return sum;
    }

    // Section 3.3: two series whose terms end by falling.
    private static double LogFractional(double noise, double rate, double order)
    {
        var (first, second) = (double.NegativeInfinity, double.NegativeInfinity);
        var middle = noise * noise * Math.Log(1 / rate - 1) + 0.5;
        var (binomial, isPositive) = (0.0, true);
        for (var index = 0; index < TermsMax; index++)
        {
            var rest = order - index;
            var one = binomial + index * Math.Log(rate) + rest * Math.Log(1 - rate)
                + ((double)index * index - index) / (2 * noise * noise) + Math.Log(0.5)
                    + LogErfc((index - middle) / (Math.Sqrt(2) * noise));
            var other = binomial + rest * Math.Log(rate) + index * Math.Log(1 - rate)
                + (rest * rest - rest) / (2 * noise * noise) + Math.Log(0.5)
                    + LogErfc((middle - rest) / (Math.Sqrt(2) * noise));
            first = isPositive ? LogAdd(first, one) : LogSubtract(first, one);
            second = isPositive ? LogAdd(second, other) : LogSubtract(second, other);
            if (Math.Max(one, other) < -30) break;

            var factor = (order - index) / (index + 1);
            isPositive ^= factor < 0;
            binomial += Math.Log(Math.Abs(factor));
        }

        return LogAdd(first, second);
    }

    private static double LogAdd(double one, double other)
    {
        var (low, high) = one < other ? (one, other) : (other, one);
        return double.IsNegativeInfinity(low) ? high : high + Math.Log(1 + Math.Exp(low - high));
    }

    private static double LogSubtract(double one, double other) =>
        double.IsNegativeInfinity(other) || one == other
            ? (one == other ? double.NegativeInfinity : one)
            : one + Math.Log(1 - Math.Exp(other - one));

    private static double LogErfc(double x) => ErrorFunction.LogComplement(x);
}
