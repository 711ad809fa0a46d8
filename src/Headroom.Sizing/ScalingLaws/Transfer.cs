namespace Headroom.Sizing.ScalingLaws;

/// <summary>
/// What pre-training is worth in own data: D_T = k D_F^alpha N^beta characters (Hernandez et al., "Scaling laws for
/// transfer", 2021, arXiv:2102.01293, equation 1.2, text to Python). It holds where own data are few.
/// </summary>
public static class Transfer
{
    /// <summary>k, of text to Python.</summary>
    public const double Factor = 1.9e4;

    /// <summary>alpha, of text to Python.</summary>
    public const double OwnExponent = 0.18;
    private const double ParameterExponent = 0.38;

    /// <summary>Characters of own data that a pre-trained model starts ahead by.</summary>
    public static double EffectiveCharacters(double parameters, double ownCharacters) =>
        EffectiveCharacters(parameters, ownCharacters, Factor, OwnExponent);

    /// <summary>
    /// The same for pre-training on other data: half text and half code has k 2.1e5 and alpha 0.096, and the same beta.
    /// </summary>
    public static double EffectiveCharacters(
        double parameters, double ownCharacters, double factor, double ownExponent) =>
        factor * Math.Pow(ownCharacters, ownExponent) * Math.Pow(parameters, ParameterExponent);

    /// <summary>How many times over own data count with a pre-trained model.</summary>
    public static double Multiplier(double parameters, double ownCharacters) =>
        1 + EffectiveCharacters(parameters, ownCharacters) / ownCharacters;
}
