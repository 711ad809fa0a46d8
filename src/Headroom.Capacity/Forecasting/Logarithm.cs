namespace Headroom.Capacity.Forecasting;

/// <summary>Logarithms of a series.</summary>
internal static class Logarithm
{
    /// <summary>Whether every value is above zero.</summary>
    public static bool CanTake(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            if (!(value > 0)) return false;
        }

        return true;
    }

    /// <summary>Natural logarithms in the order of the values.</summary>
    public static double[] Of(ReadOnlySpan<double> values)
    {
        var logarithms = new double[values.Length];
        for (var i = 0; i < logarithms.Length; i++) logarithms[i] = Math.Log(values[i]);
        return logarithms;
    }
}
