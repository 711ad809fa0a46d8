namespace Headroom.Sizing.ScalingLaws;

/// <summary>
/// What weights of few bits are worth: N (1 - exp(-P / 2.6745)) parameters (Kumar et al., "Scaling laws for precision",
/// 2024, arXiv:2411.04330, section 3).
/// </summary>
public static class Precision
{
    /// <summary>Bits after which weights keep all but 1/e of their parameters.</summary>
    public const double WeightDecay = 2.6745;

    /// <summary>Share of its parameters that a model keeps in effect when trained with so many bits a weight.</summary>
    /// <param name="bits">Bits, above zero.</param>
    /// <param name="decay">2.6745 for weights, 2.2102 for activations, 0.9578 for the cache of keys and values.</param>
    public static double Retention(double bits, double decay = WeightDecay) => 1 - Math.Exp(-bits / decay);
}
