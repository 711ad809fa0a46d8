namespace Headroom.Cli.Reports;

/// <summary>One line of a chart.</summary>
/// <param name="Name">What its label says.</param>
/// <param name="Color">Place in the palette, 0 to 7.</param>
/// <param name="IsEmphasised">Drawn thicker and above the others.</param>
/// <param name="Points">Ascending in x.</param>
internal sealed record ChartSeries(string Name, int Color, bool IsEmphasised, IReadOnlyList<ChartPoint> Points)
{
    public ChartSeries Within(double least, double most) =>
        this with { Points = [.. Points.Where(point => point.X >= least && point.X <= most)] };
}

/// <summary>A mean and the span of the values behind it.</summary>
internal readonly record struct ChartPoint(double X, double Y, double Low, double High);
