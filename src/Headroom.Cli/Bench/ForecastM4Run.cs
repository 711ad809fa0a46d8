using Headroom.Capacity.Competition;
using Headroom.Capacity.Forecasting;
using Headroom.Traces.Series;

namespace Headroom.Cli.Bench;

/// <summary>Forecasts of the M4 competition's hourly and weekly series, with selection and intervals.</summary>
internal static class ForecastM4Run
{
    private const double WeeklyOwaMost = 0.90;
    private const double SecondsMost = 20;

    public static BenchScenario Scenario { get; } = new()
    {
        Name = "forecast-m4",
        Unit = "OWA",
        Must = 0.55,
        Ideal = 0.44,
        Peer = 0.44,
        MemoryMustMiB = 1024,
        Source = "414 hourly series of the M4 competition, 48 steps, method chosen per series, 90 % intervals; the peer is "
            + "the competition's winner, the best single benchmark (seasonal naive) has 0.628",
        Measure = Measure,
    };

    private static double Measure(BenchRun bench)
    {
        var hourly = Score(bench, "Hourly", horizon: 48, season: 24);
        var weekly = Score(bench, "Weekly", horizon: 13, season: 1);
        bench.Add(new BenchFigure("hourlySmape", hourly.Score.Smape, "%", ""));
        bench.Add(new BenchFigure("hourlyMase", hourly.Score.Mase, "", ""));
        bench.Add(new BenchFigure("hourlyCoverage90", 100 * hourly.Coverage, "%", ""));
        bench.Add(new BenchFigure("hourlySeconds", hourly.Seconds, "s", $"at most {SecondsMost} on 2 cores"));
        bench.Add(new BenchFigure("weeklyOwa", weekly.Score.Owa, "", $"at most {WeeklyOwaMost:0.00}"));
        bench.Add(new BenchFigure("weeklySmape", weekly.Score.Smape, "%", ""));
        bench.Add(new BenchFigure("weeklyMase", weekly.Score.Mase, "", ""));
        bench.Add(new BenchFigure("weeklyCoverage90", 100 * weekly.Coverage, "%", ""));
        return hourly.Score.Owa;
    }

    private static (CompetitionScore Score, double Coverage, double Seconds) Score(
        BenchRun bench, string frequency, int horizon, int season)
    {
        var histories = Values(bench.Histories.M4($"{frequency}-train.csv"));
        var actuals = Values(bench.Histories.M4($"{frequency}-test.csv"));
        var request = new ForecastRequest { Horizon = horizon, Season = season, Quantiles = [0.05, 0.95] };
        IReadOnlyList<Forecast> forecasts = [];
        var seconds = BenchRun.Seconds(() =>
            forecasts = bench.Pool.Map("series", histories, history => SeriesForecast.Make(history, request)));
        var points = forecasts.Select(forecast => forecast.Point.ToArray()).ToArray();
        var held = forecasts.Select((forecast, i) => actuals[i]
            .Where((value, step) => value >= forecast.Quantiles[0][step] && value <= forecast.Quantiles[1][step])
            .Count() / (double)actuals[i].Length);
        return (CompetitionScore.Of(histories, actuals, points, season), held.Average(), seconds);
    }

    private static double[][] Values(string path) =>
        [.. SeriesFile.Read(path).Select(series => series.Values.ToArray())];
}
