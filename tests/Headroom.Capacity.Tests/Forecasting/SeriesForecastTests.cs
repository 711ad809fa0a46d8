using Headroom.Capacity.Forecasting;
using Headroom.Capacity.Planning;
using Headroom.Simulation.Chance;
using Headroom.Testing;
using Headroom.Traces.Series;

namespace Headroom.Capacity.Tests.Forecasting;

public sealed class SeriesForecastTests
{
    [Fact]
    public void A_season_without_noise_is_continued_exactly()
    {
        double[] history = [.. Enumerable.Range(0, 240).Select(i => 10.0 + i % 24)];

        var forecast = SeriesForecast.Make(history, new ForecastRequest { Horizon = 24, Season = 24 });

        for (var step = 0; step < 24; step++)
            Assert.Equal(10.0 + (240 + step) % 24, forecast.Point[step], tolerance: 0.05);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(30)]
    public void A_short_series_is_forecast_with_a_warning_or_measured(int length)
    {
        double[] history = [.. Enumerable.Range(0, length).Select(i => 5.0 + i % 3)];

        foreach (var method in ForecastMethods.All.Select(one => one.Name).Append(ForecastMethods.Auto))
        {
            var request = new ForecastRequest { Horizon = 10, Season = 24, Method = method, Quantiles = [0.05, 0.95] };
            var forecast = SeriesForecast.Make(history, request);

            Assert.All(forecast.Point, value => Assert.True(double.IsFinite(value)));
            Assert.All(forecast.Point, value => Assert.True(value >= 0));
            Assert.Contains(forecast.Warnings, warning => warning.Contains("season", StringComparison.Ordinal));
            for (var step = 0; step < 10; step++)
                Assert.InRange(forecast.Point[step], forecast.Quantiles[0][step], forecast.Quantiles[1][step]);
        }
    }

    [Fact]
    public void A_constant_series_is_continued_by_every_method()
    {
        var history = Enumerable.Repeat(0.0, 100).ToArray();

        Assert.All(ForecastMethods.All, method => Assert.All(
            SeriesForecast.Make(history, new ForecastRequest { Horizon = 5, Season = 7, Method = method.Name }).Point,
            value => Assert.Equal(0, value, tolerance: 1e-9)));
    }

    [Fact]
    public void Growth_and_a_ceiling_are_found()
    {
        double[] growing = [.. Enumerable.Range(0, 40).Select(i => 3 * Math.Pow(1.1, i))];
        double[] filling = [.. Enumerable.Range(0, 60).Select(i => 100 / (1 + Math.Exp(3 - 0.15 * i)))];

        var growth = SeriesForecast.Make(growing, new ForecastRequest { Horizon = 5, Method = "growth" });
        var logistic = SeriesForecast.Make(filling, new ForecastRequest { Horizon = 50, Method = "logistic" });

        Assert.Equal(3 * Math.Pow(1.1, 44), growth.Point[4], tolerance: 1e-6);
        Assert.InRange(logistic.Point[49], 95, 110);
    }

    [Fact]
    public void Intervals_of_cluster_demand_hold_what_they_promise()
    {
        var series = SeriesFile.Read(PublicData.Require("capacity/helios/earth_vc_running_gpus_hourly.csv"));
        var request = new ForecastRequest { Horizon = 24, Season = 24, Quantiles = [0.05, 0.95] };

        var coverage = series.Average(one => SeriesForecast.Make(one.Values.ToArray(), request).Coverage);

        Assert.InRange(coverage!.Value, 0.88, 0.92);
    }

    [Theory]
    [InlineData(18, 6)]
    [InlineData(32, 6)]
    [InlineData(48, 12)]
    public void Intervals_of_short_series_hold_what_they_promise(int length, int horizon)
    {
        var (held, asked) = (0, 0);
        for (var seed = 0UL; seed < 300; seed++)
        {
            var walk = Walk(new Pcg32(seed), length + horizon);
            var request = new ForecastRequest { Horizon = horizon, Quantiles = [0.05, 0.95] };
            var forecast = SeriesForecast.Make(walk.AsSpan(0, length), request);
            for (var step = 0; step < horizon; step++, asked++)
            {
                var came = walk[length + step];
                if (came >= forecast.Quantiles[0][step] && came <= forecast.Quantiles[1][step]) held++;
            }
        }

        Assert.InRange(held / (double)asked, 0.85, 0.97);
    }

    // A random walk far from zero, as yearly figures are.
    private static double[] Walk(Pcg32 chance, int length)
    {
        var walk = new double[length];
        var level = 1000.0;
        for (var i = 0; i < length; i++)
        {
            for (var part = 0; part < 12; part++) level += chance.Between(-50, 50) / 100.0;
            walk[i] = level;
        }

        return walk;
    }

    [Fact]
    public void A_forecast_of_filled_values_is_wider()
    {
        double[] history = [.. Enumerable.Range(0, 100).Select(i => 50.0 + i * 7 % 11)];
        var request = new ForecastRequest { Horizon = 3, Quantiles = [0.9] };

        var whole = SeriesForecast.Make(history, request);
        var filled = SeriesForecast.Make(history, request with { FilledShare = 0.1 });

        Assert.Equal(1.1 * (whole.Quantiles[0][0] - whole.Point[0]), filled.Quantiles[0][0] - filled.Point[0], 1e-9);
    }

    [Fact]
    public void Costs_imply_the_quantile() => Assert.Equal(0.9, Newsvendor.Quantile(9, 1), tolerance: 1e-12);
}
