namespace Headroom.Capacity.Forecasting.Smoothing;

/// <summary>
/// Exponential smoothing with up to two seasons and a first-order correction of its errors: Taylor, "Short-term
/// electricity demand forecasting using double seasonal exponential smoothing", Journal of the Operational Research
/// Society 54 (2003), additive, with a damped trend; with one season and no correction it is Holt and Winters'.
/// </summary>
internal sealed class SeasonalSmoothing
{
    private const int CallsMax = 150;

    private readonly SeasonalForm _form;
    private readonly double[] _weights;

    private SeasonalSmoothing(SeasonalForm form, double[] weights) => (_form, _weights) = (form, weights);

    /// <summary>Mean squared one-step error over the history it was learnt from, the warm-up left out.</summary>
    public double Error { get; private set; }

    /// <summary>Weights that were learnt.</summary>
    public int WeightCount => _weights.Length;

    /// <summary>Learns the weights of the least squared one-step error.</summary>
    public static SeasonalSmoothing Fit(ReadOnlySpan<double> history, SeasonalForm form)
    {
        var values = history.ToArray();
        var state = new SeasonalState(form);
        double[] start = [-1.0, -2.0, -2.0, 1.0, -4.0, 2.0];
        var used = form.UsedWeights();

        // Log-odds of the weights that are searched; the others are zero.
        double[] At(double[] some)
        {
            var all = new double[start.Length];
            for (var i = 0; i < used.Length; i++) all[used[i]] = 1 / (1 + Math.Exp(-some[i]));
            return all;
        }

        var found = NelderMead.Minimum(
            some => state.Run(values, At(some)), [.. used.Select(i => start[i])], step: 1.0, CallsMax);
        var fitted = new SeasonalSmoothing(form, At(found));
        fitted.Error = state.Run(values, fitted._weights);
        return fitted;
    }

    /// <summary>Fills <paramref name="point"/> with the values after <paramref name="history"/>.</summary>
    public void Forecast(ReadOnlySpan<double> history, Span<double> point)
    {
        var state = new SeasonalState(_form);
        state.Run(history, _weights);
        state.Continue(point, _weights);
    }
}
