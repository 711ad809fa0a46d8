namespace Headroom.Sizing.Memory;

/// <summary>
/// Memory of weights, gradients and optimiser on each of N chips under data parallelism, in bytes (Rajbhandari et al.,
/// "ZeRO: memory optimizations toward training trillion parameter models", 2019, arXiv:1910.02054, figure 1): two bytes
/// for a weight, two for its gradient, twelve for Adam in mixed precision.
/// </summary>
public static class ZeroMemory
{
    private const double WeightBytes = 2;
    private const double GradientBytes = 2;

    /// <summary>Adam in mixed precision: a copy, a momentum and a variance of four bytes each.</summary>
    public const double AdamBytes = 12;

    /// <summary>Bytes on each chip.</summary>
    /// <param name="parameters">Parameters of the model, or of its part on the chips of one replica.</param>
    /// <param name="chips">Chips that share the work, at least 1.</param>
    /// <param name="stage">
    /// What is divided up: 0 nothing, 1 the optimiser, 2 the gradients too, 3 the weights too.
    /// </param>
    /// <param name="optimiserBytes">Bytes of the optimiser for each parameter.</param>
    public static double Bytes(double parameters, int chips, int stage, double optimiserBytes = AdamBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(chips, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(stage, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(stage, 3);
        return parameters * (
            WeightBytes / (stage >= 3 ? chips : 1)
            + GradientBytes / (stage >= 2 ? chips : 1)
            + optimiserBytes / (stage >= 1 ? chips : 1));
    }
}
