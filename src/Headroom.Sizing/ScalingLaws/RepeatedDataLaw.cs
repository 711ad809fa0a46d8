namespace Headroom.Sizing.ScalingLaws;

/// <summary>
/// Loss where data are repeated: tokens seen again count for less, and so do parameters beyond what the unique tokens
/// can feed (Muennighoff et al., "Scaling data-constrained language models", 2023, arXiv:2305.16264, equations 5 and
/// 10, constants of its published fit).
/// </summary>
public static class RepeatedDataLaw
{
    /// <summary>R_D*: repetitions after which tokens have lost most of their worth.</summary>
    public const double TokenDecay = 15.387756;

    /// <summary>R_N*: the same for parameters.</summary>
    public const double ParameterDecay = 5.309743;

    /// <summary>Passes beyond which the law was never measured.</summary>
    public const double EpochsMax = 40;

    /// <summary>The law of unique data: logarithms of the factors as published.</summary>
    public static ScalingLaw Unique { get; } = new(
        Math.Exp(0.6254804), Math.Exp(6.255414), Math.Exp(7.3049974), 0.3526596, 0.3526596);

    /// <summary>Loss in nats a token.</summary>
    /// <param name="parameters">N.</param>
    /// <param name="tokens">Tokens seen, repetitions counted.</param>
    /// <param name="uniqueTokens">Tokens at hand, above zero.</param>
    public static double Loss(double parameters, double tokens, double uniqueTokens)
    {
        var unique = Math.Min(uniqueTokens, tokens);
        var fed = Math.Min(parameters, ParametersFor(unique));
        return Unique.Loss(
            fed + Extra(fed, parameters / fed - 1, ParameterDecay), EffectiveTokens(tokens, uniqueTokens));
    }

    /// <summary>What tokens seen are worth, in tokens that are seen once.</summary>
    public static double EffectiveTokens(double tokens, double uniqueTokens)
    {
        var unique = Math.Min(uniqueTokens, tokens);
        return unique + Extra(unique, tokens / unique - 1, TokenDecay);
    }

    /// <summary>
    /// Share of their worth that tokens keep when the data are passed over so often; 1 for one pass, from 0 on.
    /// </summary>
    public static double Efficiency(double epochs) => EffectiveTokens(epochs, 1) / epochs;

    /// <summary>Worth of one more token after so many passes, against one that is new.</summary>
    public static double Marginal(double epochs) => Math.Exp(-(epochs - 1) / TokenDecay);

    // Parameters of the compute-optimal model for so many tokens of unique data: N and D grow alike, as alpha is beta.
    private static double ParametersFor(double tokens)
    {
        var law = Unique;
        var balance = Math.Pow(
            law.ParameterExponent * law.ParameterFactor / (law.TokenExponent * law.TokenFactor),
            1 / (law.ParameterExponent + law.TokenExponent));
        return Math.Pow(tokens * balance, law.TokenExponent / law.ParameterExponent) * balance;
    }

    private static double Extra(double unique, double repetitions, double decay) =>
        unique * decay * (1 - Math.Exp(-repetitions / decay));
}
