namespace Headroom.Sizing.ScalingLaws;

/// <summary>
/// Loss of a language model by its parameters N and training tokens D: L = E + A / N^alpha + B / D^beta (Hoffmann et
/// al., "Training compute-optimal large language models", 2022, equation 2). Compute is 6 N D floating-point
/// operations.
/// </summary>
/// <param name="Floor">E: loss that no size and no data removes, in nats a token.</param>
/// <param name="ParameterFactor">A.</param>
/// <param name="TokenFactor">B.</param>
/// <param name="ParameterExponent">alpha.</param>
/// <param name="TokenExponent">beta.</param>
public sealed record ScalingLaw(
    double Floor, double ParameterFactor, double TokenFactor, double ParameterExponent, double TokenExponent)
{
    /// <summary>Floating-point operations for each parameter and token of training.</summary>
    public const double OperationsPerParameterToken = 6;

    /// <summary>
    /// The re-fit of Besiroglu et al., "Chinchilla scaling: a replication attempt", 2024 (arXiv:2404.10102).
    /// </summary>
    public static ScalingLaw Besiroglu { get; } = new(1.8172, 482.01, 2085.43, 0.3478, 0.3658);

    /// <summary>
    /// Approach 3 of Hoffmann et al. as printed. Its rounding moves the optimum far: not for advice, only to compare.
    /// </summary>
    public static ScalingLaw HoffmannRounded { get; } = new(1.69, 406.4, 410.7, 0.34, 0.28);

    /// <summary>Hoffmann's with the exponents that Sardana et al. (2024, arXiv:2401.00448) computed with.</summary>
    public static ScalingLaw Sardana { get; } = new(1.69, 406.4, 410.7, 0.336, 0.283);

    /// <summary>
    /// The law where one token is worth so many of the data it was fitted on: L(N, w D). Above zero.
    /// </summary>
    public ScalingLaw OnDataWorth(double tokens) =>
        this with { TokenFactor = TokenFactor * Math.Pow(tokens, -TokenExponent) };

    /// <summary>Loss in nats a token; both arguments above zero.</summary>
    public double Loss(double parameters, double tokens) =>
        Floor + ParameterFactor / Math.Pow(parameters, ParameterExponent)
        + TokenFactor / Math.Pow(tokens, TokenExponent);

    /// <summary>
    /// The model of least loss for so many floating-point operations (Hoffmann et al., equation 4).
    /// </summary>
    public ModelSize Optimum(double operations)
    {
        var exponents = ParameterExponent + TokenExponent;
        var balance = Math.Pow(
            ParameterExponent * ParameterFactor / (TokenExponent * TokenFactor), 1 / exponents);
        var share = operations / OperationsPerParameterToken;
        return new ModelSize(
            balance * Math.Pow(share, TokenExponent / exponents),
            Math.Pow(share, ParameterExponent / exponents) / balance);
    }

    /// <summary>The data with which a model of so many parameters is the one of least loss for its compute.</summary>
    public ModelSize OptimumOf(double parameters)
    {
        // Parameters and tokens grow as powers of the same compute: the first undone, the second follows.
        var exponents = ParameterExponent + TokenExponent;
        var balance = Optimum(OperationsPerParameterToken).Parameters;
        var share = Math.Pow(parameters / balance, exponents / TokenExponent);
        return new ModelSize(parameters, Math.Pow(share, ParameterExponent / exponents) / balance);
    }

    /// <summary>Tokens with which a model of so many parameters reaches a loss; null where no amount does.</summary>
    public double? TokensFor(double parameters, double loss)
    {
        var left = loss - Floor - ParameterFactor / Math.Pow(parameters, ParameterExponent);
        return left > 0 ? Math.Pow(TokenFactor / left, 1 / TokenExponent) : null;
    }

    /// <summary>Floating-point operations of the cheapest training to a loss; null where it is at or below the
    /// floor.</summary>
    public double? OperationsFor(double loss)
    {
        if (loss <= Floor) return null;

        // Loss at the optimum falls with compute, so halving the bracket on a logarithmic scale finds it.
        var (low, high) = (0.0, 100.0);
        for (var i = 0; i < 200; i++)
        {
            var middle = (low + high) / 2;
            var size = Optimum(Math.Pow(10, middle));
            if (Loss(size.Parameters, size.Tokens) > loss)
                low = middle;
            else
                high = middle;
        }

        return Math.Pow(10, high);
    }
}

/// <summary>A model and the data it is trained on.</summary>
/// <param name="Parameters">N.</param>
/// <param name="Tokens">D, each pass over the data counted.</param>
public sealed record ModelSize(double Parameters, double Tokens)
{
    /// <summary>Floating-point operations of training.</summary>
    public double Operations => ScalingLaw.OperationsPerParameterToken * Parameters * Tokens;

    /// <summary>Tokens for each parameter.</summary>
    public double Ratio => Tokens / Parameters;
}
