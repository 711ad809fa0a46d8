namespace Headroom.Capacity.Forecasting;

/// <summary>What comes next in a series.</summary>
/// <param name="Methods">Names of the methods, heaviest first.</param>
/// <param name="Weights">Weights by method; together 1.</param>
/// <param name="Point">The expected values, nearest first.</param>
/// <param name="Quantiles">By quantile as it was asked for: the values by step.</param>
public sealed record Forecast(
    IReadOnlyList<string> Methods,
    IReadOnlyList<double> Weights,
    IReadOnlyList<double> Point,
    IReadOnlyList<IReadOnlyList<double>> Quantiles)
{
    /// <summary>Level of the central interval whose coverage is measured.</summary>
    public const double CoverageLevel = 0.9;

    /// <summary>
    /// Share of past values that central intervals of <see cref="CoverageLevel"/> held, each made from what was known
    /// before; null where the series is too short to tell.
    /// </summary>
    public double? Coverage { get; init; }

    /// <summary>Mean absolute scaled error over the rolling origins; null where it cannot be told.</summary>
    public double? Mase { get; init; }

    /// <summary>sMAPE over the rolling origins, in percent from 0 to 200; null where it cannot be told.</summary>
    public double? Smape { get; init; }

    /// <summary>
    /// Mean error over the steps ahead at each rolling origin, what came less what was said; empty where the series is
    /// too short. Series of one length and season have the same origins.
    /// </summary>
    public IReadOnlyList<double> Errors { get; init; } = [];

    /// <summary>What a reader must know before relying on it: whole sentences.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
