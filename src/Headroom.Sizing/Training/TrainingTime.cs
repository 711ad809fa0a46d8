namespace Headroom.Sizing.Training;

/// <summary>How long training takes.</summary>
public static class TrainingTime
{
    // Forward, backward twice that, and the forward pass again where activations are not kept.
    private const double WithRecompute = 8;

    private const double SecondsADay = 86_400;

    /// <summary>
    /// Days with all activations computed again: 8 T P / (n X) (Narayanan et al. 2021, arXiv:2104.04473, equation 4).
    /// </summary>
    /// <param name="parameters">P.</param>
    /// <param name="tokens">T.</param>
    /// <param name="chips">n.</param>
    /// <param name="operationsPerSecond">X: what one chip achieves, not its peak.</param>
    public static double DaysWithRecompute(
        double parameters, double tokens, double chips, double operationsPerSecond) =>
        WithRecompute * tokens * parameters / (chips * operationsPerSecond) / SecondsADay;
}
