namespace Headroom.Capacity.Forecasting;

/// <summary>A straight line over the positions of a series, from 0.</summary>
internal readonly record struct Line(double Start, double Slope)
{
    /// <summary>The line of least squares; level where there are fewer than two values.</summary>
    public static Line Through(ReadOnlySpan<double> values)
    {
        var centre = (values.Length - 1) / 2.0;
        double mean = 0, cross = 0, spread = 0;
        for (var i = 0; i < values.Length; i++)
        {
            mean += values[i] / values.Length;
            cross += (i - centre) * values[i];
            spread += (i - centre) * (i - centre);
        }

        var slope = spread > 0 ? cross / spread : 0;
        return new Line(mean - slope * centre, slope);
    }

    /// <summary>Its height at a position.</summary>
    public double At(double position) => Start + Slope * position;
}
