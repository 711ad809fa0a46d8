using System.CommandLine;
using Headroom.Capacity.Forecasting;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Cli.Replay;
using Headroom.Traces.Series;

namespace Headroom.Cli.Capacity;

/// <summary><c>headroom forecast</c>: what comes next in series of demand, and how surely.</summary>
internal static class ForecastCommand
{
    private const int HorizonMax = 10_000;

    public static Command Create(Terminal terminal)
    {
        var options = new ForecastOptions();
        var series = Files.One("--series", "Series: id,time,value lines, or a line or a column for each series");
        var horizon = Numbers.Whole("--horizon", "Steps ahead", 1, HorizonMax);
        series.Required = true;
        horizon.Required = true;
        var actual = Files.One("--actual", "What came, in the same form: the forecasts are scored against it");
        var negative = new Option<bool>("--allow-negative") { Description = "Take values below zero as they are" };
        var threads = SharedOptions.Threads();
        var output = Choices.One("--output", "output", "How results are printed",
            ("table", OutputFormat.Table), ("json", OutputFormat.Json), ("csv", OutputFormat.Csv));

        var command = new DocumentedCommand(
            "forecast",
            "Forecast demand with intervals that are measured on each series' own past.",
            "headroom forecast --series demand.csv --horizon 24",
            "headroom forecast --series demand.csv --horizon 48 --season 24 --quantiles 0.1,0.5,0.9 --output json",
            "headroom forecast --series demand.csv --horizon 24 --shortage-cost 9 --idle-cost 1",
            "headroom forecast --series Hourly-train.csv --horizon 48 --season 24 --actual Hourly-test.csv")
        {
            series, horizon, options.Season, options.Method, options.Quantiles, options.ShortageCost, options.IdleCost,
            options.Hierarchy, actual, negative, threads, output,
        };
        command.SetAction((parsed, interrupted) =>
        {
            var read = SeriesFile.Read(parsed.GetValue(series)!, parsed.GetValue(negative));
            var all = options.IsHierarchy(parsed) ? SeriesHierarchy.WithTotals(read) : read;
            var plan = options.PlanQuantile(parsed);
            var season = SeasonRule.Of(parsed.GetValue(options.Season), all, terminal);
            var request = new ForecastRequest
            {
                Horizon = parsed.GetValue(horizon)!.Value,
                Season = season,
                Method = options.Method.In(parsed),
                Quantiles = WithLast(options.Quantiles.In(parsed), plan),
            };
            var pool = new RunPool(terminal, parsed.GetValue(threads), interrupted);
            var forecasts = pool.Map("series", all, one => Make(one, request));
            if (options.IsHierarchy(parsed)) forecasts = SeriesHierarchy.Reconciled(all, forecasts);

            var result = new ForecastResult(all, forecasts, request.Quantiles, plan)
            {
                Score = ForecastScore.Of(parsed.GetValue(actual), parsed.GetValue(negative), all, forecasts, season),
                Season = season,
            };
            ForecastOutput.Write(terminal, result, output.In(parsed));
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    // The one to plan at stands last, and once.
    private static IReadOnlyList<double> WithLast(IReadOnlyList<double> quantiles, double? plan) =>
        plan is { } last ? [.. quantiles.Where(quantile => quantile != last), last] : quantiles;

    private static Forecast Make(RecordedSeries series, ForecastRequest request)
    {
        var values = series.Values.ToArray();
        var forecast = SeriesForecast.Make(
            values, request with { FilledShare = series.FilledCount / (double)values.Length });
        return forecast with { Warnings = [.. series.Warnings, .. forecast.Warnings] };
    }
}
