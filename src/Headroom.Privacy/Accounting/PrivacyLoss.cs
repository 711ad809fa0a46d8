namespace Headroom.Privacy.Accounting;

/// <summary>
/// Privacy loss of sampled Gaussian mechanisms by privacy loss distributions: the losses of a step on a grid, such that
/// the discrete mechanism is never more private than the real one (V. Doroshenko, B. Ghazi, P. Kamath, R. Kumar,
/// P. Manurangsi, Connect the Dots: Tighter Discrete Approximations of Privacy Loss Distributions, 2022), convolved
/// with themselves by Fourier transform (A. Koskela, J. Jälkö, A. Honkela, 2020). Tighter than Rényi differential
/// privacy. Neighbours differ by one record that is there or not.
/// </summary>
public static class PrivacyLoss
{
    /// <summary>Least δ that the arithmetic of 64 bits resolves.</summary>
    public const double DeltaMin = 1e-10;

    /// <summary>The least ε of so many steps at a δ.</summary>
    /// <param name="noise">Standard deviation of the noise over the sensitivity, above 0.</param>
    /// <param name="rate">Probability that a record is in a step, from 0 to 1.</param>
    /// <param name="steps">Steps, at least 0.</param>
    /// <param name="delta">Chance that the bound may fail, from <see cref="DeltaMin"/> to below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public static double Epsilon(double noise, double rate, long steps, double delta)
    {
        Demand(noise, rate, steps);
        if (delta is not (>= DeltaMin and < 1)) throw new ArgumentOutOfRangeException(nameof(delta), $"a chance from {DeltaMin} to below 1 is expected");
        return Worst(noise, rate, steps, loss => loss.Epsilon(delta));
    }

    /// <summary>The least δ of so many steps at an ε of at least 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public static double Delta(double noise, double rate, long steps, double epsilon)
    {
        Demand(noise, rate, steps);
        ArgumentOutOfRangeException.ThrowIfNegative(epsilon);
        return Worst(noise, rate, steps, loss => loss.Delta(epsilon));
    }

    // Of the neighbours with a record more and with one less; both are the same where every record is in every step.
    private static double Worst(double noise, double rate, long steps, Func<ComposedLoss, double> of)
    {
        if (rate == 0 || steps == 0) return 0;

        var removed = of(ComposedLoss.Of(noise, rate, steps, isAdded: false));
        return rate == 1 ? removed : Math.Max(removed, of(ComposedLoss.Of(noise, rate, steps, isAdded: true)));
    }

    private static void Demand(double noise, double rate, long steps)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(noise);
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        if (rate is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(rate), "a probability is from 0 to 1");
    }
}
