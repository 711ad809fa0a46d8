namespace Headroom.Simulation.Estimates;

/// <summary>
/// Follows the factor that makes a raw quantile come true as often as it says, one outcome at a time (online quantile
/// tracking: Angelopoulos, Candès and Tibshirani, "Conformal PID control for time series prediction", NeurIPS'23,
/// section 2.1): a miss raises it, a hit lowers it, so that in the long run the share of hits is right whatever the
/// faults of the raw quantile are. Whole numbers, so that it is the same on every machine.
/// </summary>
/// <remarks>
/// Steps may begin larger and shrink with the root of the outcomes down to one (Angelopoulos, Barber and Bates, "Online
/// conformal prediction with decaying step sizes", ICML'24): what the first outcomes teach is then not lost while the
/// factor creeps to where it belongs.
/// </remarks>
/// <param name="up">
/// Steps that a miss raises the factor by. The share of hits comes to up / (up + down); more of both follow faster and
/// waver more.
/// </param>
/// <param name="down">Steps that a hit lowers it by.</param>
/// <param name="eagerness">So many times as far after the first outcome, 1 for never farther.</param>
internal sealed class QuantileTracker(int up, int down, int eagerness = 1)
{
    /// <summary>
    /// Waits are compared with so much added to both, in milliseconds: a factor means nothing for waits of seconds.
    /// </summary>
    public const long OffsetMilliseconds = 60_000;

    // One step is one hundredth.
    private const int StepPercent = 101;

    // The factor stays between about 1/150 and 150.
    private const int StepsMax = 500;
    private const int FractionBits = 32;

    private static readonly Int128[] Factors = PowersOfStep();

    private int _steps;
    private int _outcomes;

    /// <summary>The factor in thousandths.</summary>
    public long FactorPermille => (long)(Factors[StepsMax + _steps] * 1000 >> FractionBits);

    /// <summary>A raw quantile with the factor, at least 0.</summary>
    public long Scale(long milliseconds)
    {
        var scaled = (Int128)(milliseconds + OffsetMilliseconds) * Factors[StepsMax + _steps] >> FractionBits;
        return Math.Max(0, (long)Int128.Min(scaled, long.MaxValue / 2) - OffsetMilliseconds);
    }

    /// <summary>An outcome came out at or below the scaled quantile.</summary>
    public void Hit() => _steps = Math.Max(_steps - down * Reach(), -StepsMax);

    /// <summary>An outcome came out, or is certain to come out, above it.</summary>
    public void Missed() => _steps = Math.Min(_steps + up * Reach(), StepsMax);

    // The largest whole number whose square, times the outcomes so far, is within that of the eagerness.
    private int Reach()
    {
        _outcomes = Math.Min(_outcomes + 1, eagerness * eagerness);
        var reach = eagerness;
        while (reach * reach * _outcomes > eagerness * eagerness) reach--;
        return reach;
    }

    private static Int128[] PowersOfStep()
    {
        var powers = new Int128[2 * StepsMax + 1];
        powers[StepsMax] = (Int128)1 << FractionBits;
        for (var step = 1; step <= StepsMax; step++)
        {
            powers[StepsMax + step] = powers[StepsMax + step - 1] * StepPercent / 100;
            powers[StepsMax - step] = powers[StepsMax - step + 1] * 100 / StepPercent;
        }

        return powers;
    }
}
