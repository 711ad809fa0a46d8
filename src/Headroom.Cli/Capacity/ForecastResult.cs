using Headroom.Capacity.Competition;
using Headroom.Capacity.Forecasting;
using Headroom.Traces.Series;

namespace Headroom.Cli.Capacity;

/// <summary>The forecasts of a file.</summary>
/// <param name="Series">The series, in order.</param>
/// <param name="Forecasts">Theirs, in the same order.</param>
/// <param name="Quantiles">Quantiles of every forecast, in their order.</param>
/// <param name="PlanQuantile">The last of them where costs imply it; null otherwise.</param>
internal sealed record ForecastResult(
    IReadOnlyList<RecordedSeries> Series,
    IReadOnlyList<Forecast> Forecasts,
    IReadOnlyList<double> Quantiles,
    double? PlanQuantile)
{
    /// <summary>Held against what came; null where that was not given.</summary>
    public CompetitionScore? Score { get; init; }

    /// <summary>Values in a season.</summary>
    public required int Season { get; init; }
}
