using Headroom.Capacity.Accuracy;
using Headroom.Capacity.Forecasting;

namespace Headroom.Capacity.Competition;

/// <summary>Accuracy over many series as the M4 competition scores it, with Naive2 as the benchmark.</summary>
/// <param name="Smape">Mean sMAPE of the series, in percent from 0 to 200.</param>
/// <param name="Mase">Mean MASE of the series for which it is defined.</param>
/// <param name="Owa">Overall weighted average; 1 is as good as Naive2.</param>
/// <param name="Naive2Smape">Mean sMAPE of Naive2.</param>
/// <param name="Naive2Mase">Mean MASE of Naive2.</param>
public sealed record CompetitionScore(double Smape, double Mase, double Owa, double Naive2Smape, double Naive2Mase)
{
    /// <summary>Scores forecasts of series, all in the same order.</summary>
    /// <param name="histories">What was known.</param>
    /// <param name="actuals">What came, as long as is to be scored.</param>
    /// <param name="points">What was expected, at least as long.</param>
    /// <param name="season">Values in a season; 1 for none.</param>
    public static CompetitionScore Of(
        IReadOnlyList<double[]> histories,
        IReadOnlyList<double[]> actuals,
        IReadOnlyList<double[]> points,
        int season)
    {
        var naive2 = ForecastMethods.All.Single(method => method.Name == "naive2");
        var benchmark = new double[histories.Count][];
        for (var i = 0; i < benchmark.Length; i++)
        {
            benchmark[i] = new double[actuals[i].Length];
            naive2.Fit(histories[i], season).Forecast(histories[i], benchmark[i]);
        }

        var (smape, mase) = Means(histories, actuals, points, season);
        var (naive2Smape, naive2Mase) = Means(histories, actuals, benchmark, season);
        return new CompetitionScore(
            smape, mase, Errors.Owa(smape, mase, naive2Smape, naive2Mase), naive2Smape, naive2Mase);
    }

    private static (double Smape, double Mase) Means(
        IReadOnlyList<double[]> histories,
        IReadOnlyList<double[]> actuals,
        IReadOnlyList<double[]> points,
        int season)
    {
        double smape = 0, mase = 0;
        var scaled = 0;
        for (var i = 0; i < histories.Count; i++)
        {
            var point = points[i].AsSpan(0, actuals[i].Length);
            smape += Errors.Smape(actuals[i], point) / histories.Count;
            if (Errors.Mase(histories[i], actuals[i], point, season) is var error && !double.IsFinite(error)) continue;

            mase += error;
            scaled++;
        }

        return (smape, scaled > 0 ? mase / scaled : double.NaN);
    }
}
