namespace Headroom.Client.Planning;

/// <summary>Series to be continued.</summary>
public sealed record ForecastQuestion
{
    /// <summary>Most series of one question.</summary>
    public const int SeriesMax = 200;

    /// <summary>Most values of all series together.</summary>
    public const int ValuesMax = 100_000;

    /// <summary>The series.</summary>
    public required IReadOnlyList<SeriesValues> Series { get; init; }

    /// <summary>Steps ahead, 1 to 1,000.</summary>
    public required int Horizon { get; init; }

    /// <summary>Values in a season; 1 for none.</summary>
    public int Season { get; init; } = 1;

    /// <summary>Name of a method, as <c>headroom forecast --method</c> takes it.</summary>
    public string Method { get; init; } = "auto";

    /// <summary>Quantiles, each above 0 and below 1.</summary>
    public IReadOnlyList<double> Quantiles { get; init; } = [0.1, 0.5, 0.9];
}

/// <summary>A series.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Values">Equally spaced, the oldest first, none below zero.</param>
public sealed record SeriesValues(string Id, IReadOnlyList<double> Values);

/// <summary>What comes next in a series.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Method">Methods that were chosen, joined by '+', the heaviest first.</param>
/// <param name="Point">Expected values, the nearest first.</param>
/// <param name="Quantiles">By quantile, in the order of the question.</param>
/// <param name="Warnings">What a reader must know: whole sentences.</param>
/// <param name="Coverage">
/// Share of past values that intervals of 90 % held, in percent; null where the series is too short to tell.
/// </param>
/// <param name="Mase">Mean absolute scaled error on its own past; null where it cannot be told.</param>
/// <param name="Smape">sMAPE on its own past, in percent; null where it cannot be told.</param>
public sealed record ForecastView(
    string Id,
    string Method,
    IReadOnlyList<double> Point,
    IReadOnlyList<QuantileView> Quantiles,
    IReadOnlyList<string> Warnings,
    double? Coverage = null,
    double? Mase = null,
    double? Smape = null);

/// <summary>A quantile of what comes.</summary>
/// <param name="Quantile">Above 0 and below 1.</param>
/// <param name="Values">The nearest step first.</param>
public sealed record QuantileView(double Quantile, IReadOnlyList<double> Values);
