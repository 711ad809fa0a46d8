using Headroom.Capacity.Competition;
using Headroom.Capacity.Forecasting;
using Headroom.Testing;
using Headroom.Traces.Series;

namespace Headroom.Capacity.Tests.Forecasting;

/// <summary>The published accuracy of the M4 competition's benchmarks, to the printed digit.</summary>
public sealed class CompetitionTests
{
    [Theory]
    [InlineData("Hourly", 24, "naive", 43.003, 11.608, 0.0005)]
    [InlineData("Hourly", 24, "snaive", 13.912, 1.193, 0.0005)]
    [InlineData("Hourly", 24, "naive2", 18.383, 2.395, 0.0005)]
    [InlineData("Hourly", 24, "ses", 18.094, 2.385, 0.0005)]
    [InlineData("Hourly", 24, "theta", 18.138, 2.455, 0.0005)]
    [InlineData("Weekly", 1, "naive", 9.161, 2.777, 0.0015)]
    [InlineData("Weekly", 1, "ses", 9.012, 2.685, 0.0015)]
    [InlineData("Weekly", 1, "theta", 9.093, 2.637, 0.0015)]
    public void Benchmarks_are_as_accurate_as_published(
        string frequency, int season, string name, double smape, double mase, double tolerance)
    {
        var score = Score(frequency, season, name, count: int.MaxValue);

        Assert.Equal(smape, score.Smape, tolerance);
        Assert.Equal(mase, score.Mase, tolerance);
    }

    [Fact]
    public void The_choice_per_series_beats_the_best_single_method()
    {
        // A tenth of the series: all of them are the bench scenario forecast-m4.
        var (histories, actuals) = Series("Hourly", count: 40);
        var request = new ForecastRequest { Horizon = 48, Season = 24, Quantiles = [0.05, 0.95] };
        var points = histories.Select(history => SeriesForecast.Make(history, request).Point.ToArray()).ToArray();

        var chosen = CompetitionScore.Of(histories, actuals, points, 24);

        Assert.True(chosen.Owa < Score("Hourly", 24, "snaive", count: 40).Owa);
    }

    private static CompetitionScore Score(string frequency, int season, string name, int count)
    {
        var (histories, actuals) = Series(frequency, count);
        var method = ForecastMethods.All.Single(known => known.Name == name);
        var points = new double[histories.Length][];
        for (var i = 0; i < points.Length; i++)
        {
            points[i] = new double[actuals[i].Length];
            method.Fit(histories[i], season).Forecast(histories[i], points[i]);
        }

        return CompetitionScore.Of(histories, actuals, points, season);
    }

    private static (double[][] Histories, double[][] Actuals) Series(string frequency, int count) =>
        (Values($"{frequency}-train.csv", count), Values($"{frequency}-test.csv", count));

    private static double[][] Values(string file, int count) =>
    [
        .. SeriesFile.Read(PublicData.Require($"capacity/m4/{file}")).Take(count)
            .Select(series => series.Values.ToArray()),
    ];
}
