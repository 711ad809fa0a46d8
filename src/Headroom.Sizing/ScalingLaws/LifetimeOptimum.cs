namespace Headroom.Sizing.ScalingLaws;

/// <summary>
/// The cheapest model of a quality when its use is counted too: least 6 N D + 2 N D_inf at a given loss (Sardana et
/// al., "Beyond Chinchilla-optimal: accounting for inference in language model scaling laws", 2024, arXiv:2401.00448,
/// equation 3).
/// </summary>
public static class LifetimeOptimum
{
    /// <summary>Floating-point operations for each parameter and token of inference.</summary>
    public const double OperationsPerServedToken = 2;

    /// <summary>Tokens for each parameter beyond which the law was never measured.</summary>
    public const double RatioMax = 341;

    /// <summary>Floating-point operations of training and of serving so many tokens.</summary>
    public static double Operations(ModelSize size, double servedTokens) =>
        size.Operations + OperationsPerServedToken * size.Parameters * servedTokens;

    /// <summary>The model of the least operations over its life that reaches a loss above the law's floor.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No model reaches the loss.</exception>
    public static ModelSize Of(ScalingLaw law, double loss, double servedTokens)
    {
        if (law.OperationsFor(loss) is not { } operations)
            throw new ArgumentOutOfRangeException(nameof(loss), loss, $"No model is better than {law.Floor}.");

        // Serving only ever makes the best model smaller: it lies between the smallest that reaches the loss at all and
        // the one that is cheapest to train. Between them the cost has one low point, found by golden sections.
        var least = Math.Log(Math.Pow(law.ParameterFactor / (loss - law.Floor), 1 / law.ParameterExponent));
        var (low, high) = (least + 1e-9, Math.Log(law.Optimum(operations).Parameters) + 1e-6);
        const double Section = 0.381966011250105;
        while (high - low > 1e-10)
        {
            var (left, right) = (low + Section * (high - low), high - Section * (high - low));
            if (Cost(law, left, loss, servedTokens) <= Cost(law, right, loss, servedTokens))
                high = right;
            else
                low = left;
        }

        var parameters = Math.Exp((low + high) / 2);
        return new ModelSize(parameters, law.TokensFor(parameters, loss) ?? double.PositiveInfinity);
    }

    private static double Cost(ScalingLaw law, double logarithm, double loss, double servedTokens)
    {
        var parameters = Math.Exp(logarithm);
        return law.TokensFor(parameters, loss) is { } tokens
            ? Operations(new ModelSize(parameters, tokens), servedTokens)
            : double.PositiveInfinity;
    }
}
