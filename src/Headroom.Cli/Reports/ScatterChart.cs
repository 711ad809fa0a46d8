using System.Globalization;

namespace Headroom.Cli.Reports;

/// <summary>Points over two axes with lines through them; a point tells its name under the pointer.</summary>
internal sealed record ScatterChart
{
    private const double Radius = 3;
    private const int PointsMost = 5_000;

    public required string Title { get; init; }

    public required string Description { get; init; }

    public required string XTitle { get; init; }

    public required IReadOnlyList<ScatterPoint> Points { get; init; }

    public required IReadOnlyList<ChartSeries> Lines { get; init; }

    public string Draw(ChartSize size)
    {
        var svg = new Svg(size);
        var (x, y) = Scales(size);
        ChartGrid.Draw(svg, x, y, size, XTitle);
        foreach (var point in Points.Take(PointsMost))
        {
            var title = Svg.Encode(string.Create(
                CultureInfo.InvariantCulture, $"{point.Name}: {point.X:0.0}, 10^{point.Y:0.0}"));
            svg.Add($"<circle cx=\"{x.Place(point.X)}\" cy=\"{y.Place(point.Y)}\" r=\"{Radius}\" class=\"dot\">"
                + $"<title>{title}</title></circle>");
        }

        foreach (var line in Lines)
        {
            var path = string.Join('L', line.Points.Select(point => string.Create(
                CultureInfo.InvariantCulture, $"{x.Place(point.X):0.#} {y.Place(point.Y):0.##}")));
            svg.Add($"<path d=\"M{path}\" class=\"line c{line.Color}{(line.IsEmphasised ? " strong" : "")}\"/>");
        }

        return svg.Finish(Title, Description);
    }

    private (Scale X, Scale Y) Scales(ChartSize size)
    {
        var (low, high) = Scale.RoundRange(Points.Min(point => point.Y), Points.Max(point => point.Y), 6);
        var (first, last) = (Points.Min(point => point.X), Points.Max(point => point.X));
        return (
            new Scale(first, Math.Max(last, first + 1), size.IsNarrow ? 34 : 44, size.Width - 10),
            new Scale(low, high, size.Height - 44, 14));
    }
}

/// <summary>One point.</summary>
/// <param name="Name">What it is.</param>
/// <param name="X">Along.</param>
/// <param name="Y">Up.</param>
internal sealed record ScatterPoint(string Name, double X, double Y);
