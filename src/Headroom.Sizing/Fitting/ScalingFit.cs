using Headroom.Sizing.ScalingLaws;

namespace Headroom.Sizing.Fitting;

/// <summary>
/// Fits a scaling law to measured losses as Hoffmann et al. (2022, appendix D.3) and Besiroglu et al. (2024) do: the
/// sum of Huber losses, with a threshold of 0.001, of the differences of the logarithms of loss. Sum, not mean.
/// </summary>
public static class ScalingFit
{
    private const double Threshold = 1e-3;
    private const int StepsMax = 400;

    // The objective is about a thousandth: scaled, steps and gradients are of the order of one.
    private const double Scale = 1e3;

    /// <summary>The law of the least objective, and that objective.</summary>
    /// <param name="points">Measured models, at least five.</param>
    public static (ScalingLaw Law, double Objective) Fit(IReadOnlyList<MeasuredModel> points)
    {
        var logarithms = new LogPoints(points);
        var weights = logarithms.Once();
        (double[] Point, double Value) best = ([], double.PositiveInfinity);
        foreach (var exponent in (double[])[0.2, 0.35, 0.5])
        {
            foreach (var factor in (double[])[4, 7, 10])
            {
                foreach (var floor in (double[])[0.3, 0.6])
                {
                    var found = Minimum(logarithms, weights, [factor, factor, floor, exponent, exponent]);
                    if (found.Value < best.Value) best = found;
                }
            }
        }

        return (LawOf(best.Point), best.Value / Scale);
    }

    /// <summary>
    /// The law of one bootstrap sample: as many points, drawn with replacement by <paramref name="below"/>, which
    /// gives a number from 0 to its argument less 1; the search starts at <paramref name="start"/>, the law of all
    /// points.
    /// </summary>
    public static ScalingLaw Resample(
        IReadOnlyList<MeasuredModel> points, ScalingLaw start, Func<int, int> below)
    {
        var logarithms = new LogPoints(points);
        var weights = new double[points.Count];
        for (var i = 0; i < weights.Length; i++) weights[below(weights.Length)]++;
        return LawOf(Minimum(logarithms, weights,
        [
            Math.Log(start.ParameterFactor), Math.Log(start.TokenFactor), Math.Log(start.Floor),
            start.ParameterExponent, start.TokenExponent,
        ]).Point);
    }

    private static (double[] Point, double Value) Minimum(LogPoints points, double[] weights, double[] start) =>
        Bfgs.Minimum((at, gradient) => points.Objective(weights, at, gradient, Threshold, Scale), start, StepsMax);

    private static ScalingLaw LawOf(double[] at) =>
        new(Math.Exp(at[2]), Math.Exp(at[0]), Math.Exp(at[1]), at[3], at[4]);
}

/// <summary>A model whose loss was measured.</summary>
/// <param name="Parameters">N, above zero.</param>
/// <param name="Tokens">D, above zero.</param>
/// <param name="Loss">Nats a token, above zero.</param>
public sealed record MeasuredModel(double Parameters, double Tokens, double Loss);
