namespace Headroom.Sizing.ScalingLaws;

/// <summary>
/// What weights of few bits are worth: N (1 - exp(-P / 2.6745)) parameters (Kumar et al., "Scaling laws for precision",
/// 2024, arXiv:2411.04330, section 3).
/// </summary>
public static class Precision
{
    private const double WeightDecay = 2.6745;

    /// <summary>Share of its parameters that a model keeps in effect when trained with so many bits a weight.</summary>
    public static double Retention(double bits) => 1 - Math.Exp(-bits / WeightDecay);
}
