using Headroom.Capacity.Competition;
using Headroom.Capacity.Forecasting;
using Headroom.Traces.Series;

namespace Headroom.Cli.Verify;

/// <summary>Accuracy of the forecasting competitions' benchmarks.</summary>
internal static class AccuracyVerifiers
{
    public static IReadOnlyList<Verifier> All { get; } = [new("m4.", Competition), new("m3.", Competition)];

    // Values in a season, as both competitions have them.
    private static readonly Dictionary<string, int> Seasons = new(StringComparer.OrdinalIgnoreCase)
    {
        ["hourly"] = 24,
        ["monthly"] = 12,
        ["quarterly"] = 4,
    };

    // An id is competition, frequency and method: m4.hourly.sNaive.
    private static Dictionary<string, double>? Competition(GoldenEntry entry, VerifyFolder folder)
    {
        var parts = entry.Id.Split('.');
        var (competition, second, third) = (parts[0], parts[1], parts[^1]);
        var (frequency, name) = competition == "m3" ? (third, second) : (second, third);
        var prefix = $"{competition}/{char.ToUpperInvariant(frequency[0])}{frequency[1..]}";
        if (folder.Find($"{prefix}-train.csv") is not { } train || folder.Find($"{prefix}-test.csv") is not { } test)
            return null;

        var method = ForecastMethods.Competition.Concat(ForecastMethods.All).FirstOrDefault(
            known => string.Equals(known.Name, name, StringComparison.OrdinalIgnoreCase));
        if (method is null) return new Dictionary<string, double>();

        var season = (int)entry.Input("m", Seasons.GetValueOrDefault(frequency, 1));
        var histories = Values(train);
        var actuals = Values(test);
        var points = new double[histories.Length][];
        for (var i = 0; i < points.Length; i++)
        {
            points[i] = new double[actuals[i].Length];
            method.Fit(histories[i], season).Forecast(histories[i], points[i]);
        }

        var score = CompetitionScore.Of(histories, actuals, points, season);
        return new Dictionary<string, double>
        {
            ["smape"] = score.Smape,
            ["mase"] = score.Mase,
            ["owa"] = score.Owa,
        };
    }

    private static double[][] Values(string path) =>
        [.. SeriesFile.Read(path, allowNegative: true).Select(series => series.Values.ToArray())];
}
