namespace Headroom.Capacity.Forecasting;

/// <summary>
/// Covariance of the errors of several forecasts, from few samples of many series: shrunk towards its diagonal as far
/// as the correlations themselves are uncertain (Schäfer and Strimmer, "A shrinkage approach to large-scale covariance
/// matrix estimation", Statistical Applications in Genetics and Molecular Biology 4, 2005, table 2, target D).
/// </summary>
public static class ErrorCovariance
{
    /// <summary>The matrix, symmetric, in the order of the series.</summary>
    /// <param name="errors">By series: errors at the same times, as many for each, at least two.</param>
    public static double[,] Shrunk(IReadOnlyList<IReadOnlyList<double>> errors)
    {
        var (series, samples) = (errors.Count, errors[0].Count);
        var deviations = new double[series];
        var standard = new double[series][];
        for (var i = 0; i < series; i++)
        {
            var mean = errors[i].Average();
            deviations[i] = Math.Sqrt(errors[i].Sum(error => (error - mean) * (error - mean)) / (samples - 1));
            standard[i] = [.. errors[i].Select(error => deviations[i] > 0 ? (error - mean) / deviations[i] : 0)];
        }

        var correlations = new double[series, series];
        var (uncertain, strong) = (0.0, 0.0);
        for (var i = 0; i < series; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (mean, variance) = Products(standard[i], standard[j]);
                correlations[i, j] = mean * samples / (samples - 1);
                uncertain += variance;
                strong += correlations[i, j] * correlations[i, j];
            }
        }

        var kept = 1 - (strong > 0 ? Math.Clamp(uncertain / strong, 0, 1) : 1);
        var matrix = new double[series, series];
        for (var i = 0; i < series; i++)
        {
            matrix[i, i] = deviations[i] * deviations[i];
            for (var j = 0; j < i; j++)
                matrix[i, j] = matrix[j, i] = kept * correlations[i, j] * deviations[i] * deviations[j];
        }

        return matrix;
    }

    // Mean of the products, and the variance of the correlation that they estimate.
    private static (double Mean, double Variance) Products(double[] one, double[] other)
    {
        var samples = one.Length;
        var mean = 0.0;
        for (var k = 0; k < samples; k++) mean += one[k] * other[k] / samples;
        var squares = 0.0;
        for (var k = 0; k < samples; k++)
        {
            var away = one[k] * other[k] - mean;
            squares += away * away;
        }

        return (mean, squares * samples / Math.Pow(samples - 1, 3));
    }
}
