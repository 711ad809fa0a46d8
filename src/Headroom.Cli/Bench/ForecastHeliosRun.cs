using Headroom.Capacity.Accuracy;
using Headroom.Capacity.Forecasting;
using Headroom.Traces.Series;

namespace Headroom.Cli.Bench;

/// <summary>Forecasts of a cluster's hourly demand, by virtual cluster and in all, a day ahead.</summary>
internal static class ForecastHeliosRun
{
    private const int Day = 24;

    // What a method may learn from before the first forecast, and the hours from one forecast to the next.
    private const int Known = 14 * Day;
    private const int Apart = 6;

    // Share of the best method's error by which the choice may be worse.
    private const double WorseMost = 1.05;

    public static BenchScenario Scenario { get; } = new()
    {
        Name = "forecast-helios",
        Unit = "of the best method's error",
        Must = WorseMost,
        Ideal = 1,
        MemoryMustMiB = 1024,
        Source = "hourly running GPUs of 16 virtual clusters of Helios Earth and their sum, 24 steps ahead from every sixth "
            + "hour after two weeks: mean MASE of the choice per series over that of the single method that proved best",
        Measure = Measure,
    };

    private static double Measure(BenchRun bench)
    {
        var series = SeriesFile.Read(bench.Histories.HeliosDemand).Select(one => one.Values.ToArray()).ToList();
        series.Add([.. Enumerable.Range(0, series[0].Length).Select(hour => series.Sum(one => one[hour]))]);
        var singles = ForecastMethods.All.Select(method => method.Name).ToArray();
        var all = bench.Pool.Map("series", series, one => Trial.Of(one, singles));

        var auto = all.Average(trial => trial.Auto);
        var best = Enumerable.Range(0, singles.Length).MinBy(method => all.Average(trial => trial.Singles[method]));
        bench.Add(new BenchFigure("mase", auto, "", $"the best method is {singles[best]}"));
        bench.Add(new BenchFigure("bestMase", all.Average(trial => trial.Singles[best]), "", ""));
        bench.Add(new BenchFigure("worstSeries", all.Max(trial => trial.Auto / trial.Singles.Min()), "of its own best", ""));
        bench.Add(new BenchFigure("total", all[^1].Auto / all[^1].Singles.Min(), "of its own best", ""));
        bench.Add(new BenchFigure("coverage90", 100 * all.Average(trial => trial.Coverage), "%", "88 to 92 %"));
        return auto / all.Average(trial => trial.Singles[best]);
    }

    /// <summary>How forecasts of one series did: mean errors and the share of values that intervals held.</summary>
    private sealed record Trial(double Auto, double[] Singles, double Coverage)
    {
        public static Trial Of(double[] series, string[] singles)
        {
            var origins = Enumerable.Range(0, (series.Length - Known - Day) / Apart + 1)
                .Select(i => Known + i * Apart).ToArray();
            var request = new ForecastRequest { Horizon = Day, Season = Day, Quantiles = [0.05, 0.95] };
            var (auto, held) = (0.0, 0);
            foreach (var origin in origins)
            {
                var forecast = SeriesForecast.Make(series.AsSpan(0, origin), request);
                var came = series.AsSpan(origin, Day);
                auto += Off(forecast.Point, came);
                for (var step = 0; step < Day; step++)
                {
                    if (came[step] >= forecast.Quantiles[0][step] && came[step] <= forecast.Quantiles[1][step]) held++;
                }
            }

            // Of the whole series: some stand still for the first weeks.
            var scale = Errors.Scale(series, Day);
            return new Trial(
                auto / origins.Length / scale,
                [.. singles.Select(method => origins.Average(origin => Alone(series, origin, method)) / scale)],
                held / (double)(origins.Length * Day));
        }

        private static double Alone(double[] series, int origin, string method)
        {
            var known = series.AsSpan(0, origin);
            var point = new double[Day];
            ForecastMethods.All.First(one => one.Name == method).Fit(known, Day).Forecast(known, point);
            return Off(point, series.AsSpan(origin, Day));
        }

        private static double Off(IReadOnlyList<double> point, ReadOnlySpan<double> came)
        {
            var sum = 0.0;
            for (var step = 0; step < came.Length; step++) sum += Math.Abs(came[step] - point[step]);
            return sum / came.Length;
        }
    }
}
