namespace Headroom.Sizing.ScalingLaws;

/// <summary>
/// What pre-training is worth in own data: D_T = k D_F^alpha N^beta characters (Hernandez et al., "Scaling laws for
/// transfer", 2021, arXiv:2102.01293, equation 1.2, text to Python). It holds where own data are few.
/// </summary>
public static class Transfer
{
    private const double Factor = 1.9e4;
    private const double OwnExponent = 0.18;
    private const double ParameterExponent = 0.38;

    /// <summary>Characters of own data that a pre-trained model starts ahead by.</summary>
    public static double EffectiveCharacters(double parameters, double ownCharacters) =>
        Factor * Math.Pow(ownCharacters, OwnExponent) * Math.Pow(parameters, ParameterExponent);

    /// <summary>How many times over own data count with a pre-trained model.</summary>
    public static double Multiplier(double parameters, double ownCharacters) =>
        1 + EffectiveCharacters(parameters, ownCharacters) / ownCharacters;
}
