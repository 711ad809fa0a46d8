using Headroom.Sizing.ScalingLaws;

namespace Headroom.Sizing.Fitting;

/// <summary>
/// How uncertain the law of Besiroglu et al. (2024) is: laws drawn from the spread that 4,000 bootstrap fits of the 240
/// points of Chinchilla's figure 4 have, as a normal distribution of (log A, log B, log E, alpha, beta).
/// </summary>
/// <remarks>
/// <c>headroom size fit</c> computes those fits from the points themselves. Drawn so, tokens for each parameter at
/// Chinchilla's compute are 8 to 41 in 95 % of laws; the fits have 7 to 35.
/// </remarks>
public static class LawUncertainty
{
    private const int Numbers = 5;

    // The lower triangle of the square root (Cholesky) of the fits' covariance.
    private static readonly double[][] Root =
    [
        [0.253983],
        [-0.100351, 0.396991],
        [0.00831254, 0.0105903, 0.00293078],
        [0.015136, -0.00017785, 0.000227167, 0.000486162],
        [-0.00503216, 0.0193782, 0.000256408, -0.000408913, 0.000147742],
    ];

    /// <summary>One law; <paramref name="uniform"/> gives numbers above 0 and below 1.</summary>
    public static ScalingLaw Draw(Func<double> uniform)
    {
        var middle = ScalingLaw.Besiroglu;
        double[] at =
        [
            Math.Log(middle.ParameterFactor), Math.Log(middle.TokenFactor), Math.Log(middle.Floor),
            middle.ParameterExponent, middle.TokenExponent,
        ];
        for (var column = 0; column < Numbers; column++)
        {
            // Box and Muller, "A note on the generation of random normal deviates", 1958.
            var normal = Math.Sqrt(-2 * Math.Log(uniform())) * Math.Cos(2 * Math.PI * uniform());
            for (var row = column; row < Numbers; row++) at[row] += Root[row][column] * normal;
        }

        return new ScalingLaw(Math.Exp(at[2]), Math.Exp(at[0]), Math.Exp(at[1]), at[3], at[4]);
    }
}
