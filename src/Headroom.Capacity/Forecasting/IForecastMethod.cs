namespace Headroom.Capacity.Forecasting;

/// <summary>A way to continue a series of equally spaced values.</summary>
public interface IForecastMethod
{
    /// <summary>Name on the command line and in reports.</summary>
    string Name { get; }

    /// <summary>
    /// Learns the method's parameters from <paramref name="history"/>, oldest value first, of at least one value.
    /// </summary>
    /// <param name="history">Finite values, equally spaced in time.</param>
    /// <param name="season">Values in one season; 1 for none.</param>
    IForecaster Fit(ReadOnlySpan<double> history, int season);
}

/// <summary>A method with its parameters learnt: continues any later history of the same series.</summary>
public interface IForecaster
{
    /// <summary>Fills <paramref name="point"/> with the values after <paramref name="history"/>, nearest
    /// first.</summary>
    void Forecast(ReadOnlySpan<double> history, Span<double> point);
}
