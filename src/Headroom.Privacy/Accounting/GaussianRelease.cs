namespace Headroom.Privacy.Accounting;

/// <summary>
/// Privacy loss of one release with Gaussian noise, without approximation: B. Balle, Y.-X. Wang, Improving the Gaussian
/// Mechanism for Differential Privacy, 2018, theorem 8.
/// </summary>
public static class GaussianRelease
{
    private const double EpsilonMax = 1e9;

    /// <summary>The least ε at a δ; infinite above a billion.</summary>
    /// <param name="noise">Standard deviation of the noise over the sensitivity, above 0.</param>
    /// <param name="delta">Chance that the bound may fail, above 0 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public static double Epsilon(double noise, double delta)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(noise);
        if (delta is not (> 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(delta), "a chance above 0 and below 1 is expected");
        if (Delta(noise, 0) <= delta) return 0;

        var (low, high) = (0.0, 1.0);
        while (Delta(noise, high) > delta)
        {
            if (high > EpsilonMax) return double.PositiveInfinity;
            (low, high) = (high, 2 * high);
        }

        while (high - low > 1e-12 * high)
        {
            var middle = (low + high) / 2;
            if (middle <= low || middle >= high) break;
            if (Delta(noise, middle) > delta) low = middle;
            else high = middle;
        }

        return high;
    }

    // Φ(1/2σ - εσ) - exp(ε) Φ(-1/2σ - εσ)
    private static double Delta(double noise, double epsilon)
    {
        var one = LogNormal(1 / (2 * noise) - epsilon * noise);
        var other = epsilon + LogNormal(-1 / (2 * noise) - epsilon * noise);
        return Math.Exp(one) - Math.Exp(other);
    }

    private static double LogNormal(double value) => ErrorFunction.LogComplement(-value / Math.Sqrt(2)) - Math.Log(2);
}
