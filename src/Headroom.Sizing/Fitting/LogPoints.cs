namespace Headroom.Sizing.Fitting;

/// <summary>Measured models as logarithms, and the objective over them. A bootstrap asks for it a million
/// times.</summary>
internal sealed class LogPoints
{
    private readonly double[] _parameters;
    private readonly double[] _tokens;
    private readonly double[] _losses;

    public LogPoints(IReadOnlyList<MeasuredModel> points)
    {
        _parameters = [.. points.Select(point => Math.Log(point.Parameters))];
        _tokens = [.. points.Select(point => Math.Log(point.Tokens))];
        _losses = [.. points.Select(point => Math.Log(point.Loss))];
    }

    /// <summary>A weight of 1 for each.</summary>
    public double[] Once()
    {
        var weights = new double[_losses.Length];
        Array.Fill(weights, 1);
        return weights;
    }

    /// <summary>
    /// The weighted sum of Huber losses at a law (log A, log B, log E, alpha, beta), times a scale; fills the gradient.
    /// </summary>
    public double Objective(double[] weights, double[] at, double[] gradient, double threshold, double scale)
    {
        var (a, b, e, alpha, beta) = (at[0], at[1], at[2], at[3], at[4]);
        double sum = 0, byA = 0, byB = 0, byE = 0, byAlpha = 0, byBeta = 0;
        var floor = Math.Exp(e);
        for (var i = 0; i < weights.Length; i++)
        {
            if (weights[i] == 0) continue;

            var first = Math.Exp(a - alpha * _parameters[i]);
            var second = Math.Exp(b - beta * _tokens[i]);
            var total = first + second + floor;
            var residual = Math.Log(total) - _losses[i];
            var size = Math.Abs(residual);
            sum += weights[i] * (size <= threshold ? residual * residual / 2 : threshold * (size - threshold / 2));
            var pull = weights[i] * Math.Clamp(residual, -threshold, threshold) / total;
            byA += pull * first;
            byB += pull * second;
            byE += pull * floor;
            byAlpha -= pull * first * _parameters[i];
            byBeta -= pull * second * _tokens[i];
        }

        (gradient[0], gradient[1], gradient[2]) = (scale * byA, scale * byB, scale * byE);
        (gradient[3], gradient[4]) = (scale * byAlpha, scale * byBeta);
        return double.IsFinite(sum) ? scale * sum : double.PositiveInfinity;
    }
}
