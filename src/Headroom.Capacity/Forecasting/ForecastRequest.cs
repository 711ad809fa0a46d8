namespace Headroom.Capacity.Forecasting;

/// <summary>What is asked about a series.</summary>
public sealed record ForecastRequest
{
    /// <summary>Steps ahead, at least 1.</summary>
    public required int Horizon { get; init; }

    /// <summary>Values in a season; 1 for none.</summary>
    public int Season { get; init; } = 1;

    /// <summary>Name of a method, or <see cref="ForecastMethods.Auto"/>.</summary>
    public string Method { get; init; } = ForecastMethods.Auto;

    /// <summary>Quantiles, each above 0 and below 1.</summary>
    public IReadOnlyList<double> Quantiles { get; init; } = [0.1, 0.5, 0.9];

    /// <summary>
    /// Share of the history that was filled in for want of values, from 0; intervals grow by it.
    /// </summary>
    public double FilledShare { get; init; }
}
