using System.Globalization;
using System.Text;

namespace Headroom.Cli.Reports;

/// <summary>Lines over two axes, with values that appear under the pointer.</summary>
internal sealed record LineChart
{
    private const double LabelGap = 15;
    private const double LetterWidth = 7.9;

    // Lines whose names need more than this part of a drawing, or that are more than this many, have a legend alone.
    private const double LabelsPartMost = 0.25;
    private const int LabelsMost = 8;

    // How far from the edge a line may end to have its name there.
    private const double EndsAtEdge = 30;

    // Places where the pointer finds a reading.
    private const int HitsMost = 60;

    public required string Title { get; init; }

    public required string Description { get; init; }

    public required string XTitle { get; init; }

    public required string Unit { get; init; }

    public required IReadOnlyList<ChartSeries> Series { get; init; }

    /// <summary>
    /// Whether the span over seeds is shaded: worth it only where lines are far enough apart to see it.
    /// </summary>
    public bool ShowsSpan { get; init; }

    public string Draw(ChartSize size)
    {
        var svg = new Svg(size);
        var (x, y) = Scales(size);
        ChartGrid.Draw(svg, x, y, size, XTitle);
        foreach (var series in Series.OrderBy(series => series.IsEmphasised))
            DrawSeries(svg, series, x, y);
        if (HasLabels(size)) DrawLabels(svg, x, y);
        DrawHits(svg, x, y);
        return svg.Finish(Title, Description);
    }

    private double LabelsWidth => Series.Max(series => series.Name.Length) * LetterWidth + 24;

    private bool HasLabels(ChartSize size) =>
        !size.IsNarrow && Series.Count <= LabelsMost && LabelsWidth <= size.Width * LabelsPartMost;

    private (Scale X, Scale Y) Scales(ChartSize size)
    {
        var points = Series.SelectMany(series => series.Points).ToArray();
        var (least, most) = Scale.RoundRange(points.Min(point => point.Low), points.Max(point => point.High), 6);
        var left = size.IsNarrow ? 34 : 44;
        var right = size.Width - (HasLabels(size) ? Math.Max(112, LabelsWidth) : 10);
        var x = new Scale(
            points.Min(point => point.X),
            Math.Max(points.Max(point => point.X), points.Min(point => point.X) + 1),
            left,
            right);
        return (x, new Scale(least, most, size.Height - 44, 14));
    }

    private void DrawSeries(Svg svg, ChartSeries series, Scale x, Scale y)
    {
        if (series.Points.Count == 0) return;

        if (ShowsSpan && series.Points.Any(point => point.High > point.Low))
        {
            var upper = PathOf(series.Points.Select(point => new Point(x.Place(point.X), y.Place(point.High))));
            var lower = PathOf(
                series.Points.Reverse().Select(point => new Point(x.Place(point.X), y.Place(point.Low))));
            svg.Add($"<path d=\"M{upper}L{lower}Z\" class=\"span c{series.Color}\"/>");
        }

        if (series.Points is [var only])
        {
            svg.Add($"<circle cx=\"{x.Place(only.X)}\" cy=\"{y.Place(only.Y)}\" r=\"3\" class=\"line c{series.Color}\"/>");
            return;
        }

        var line = PathOf(series.Points.Select(point => new Point(x.Place(point.X), y.Place(point.Y))));
        svg.Add($"<path d=\"M{line}\" class=\"line c{series.Color}{(series.IsEmphasised ? " strong" : "")}\"/>");
    }

    // Labels keep the order of their lines and are pushed apart until none covers another. A line that ends well before
    // the edge has none: it would lie on others.
    private void DrawLabels(Svg svg, Scale x, Scale y)
    {
        var labels = Series
            .Where(series => series.Points.Count > 0 && x.To - x.Place(series.Points[^1].X) <= EndsAtEdge)
            .Select(series => (Series: series, Y: y.Place(series.Points[^1].Y)))
            .OrderBy(label => label.Y).ToArray();
        for (var index = 1; index < labels.Length; index++)
            labels[index].Y = Math.Max(labels[index].Y, labels[index - 1].Y + LabelGap);

        var lowest = y.From - 2;
        for (var index = labels.Length - 1; index >= 0; index--)
        {
            labels[index].Y = Math.Min(labels[index].Y, lowest);
            lowest = labels[index].Y - LabelGap;
        }

        foreach (var (series, at) in labels)
        {
            var end = series.Points[^1];
            svg.Line(new(x.Place(end.X) + 3, y.Place(end.Y)), new(x.To + 14, at), $"leader c{series.Color}");
            svg.Text(
                new(x.To + 18, at + 4),
                "start",
                $"label c{series.Color}{(series.IsEmphasised ? " strong" : "")}",
                series.Name);
        }
    }

    private void DrawHits(Svg svg, Scale x, Scale y)
    {
        var step = x.Step(HitsMost);
        for (var at = Math.Ceiling(x.Least / step) * step; at <= x.Most; at += step)
        {
            var left = Math.Max(x.From, x.Place(at - step / 2.0));
            var right = Math.Min(x.To, x.Place(at + step / 2.0));
            var title = Svg.Encode(Reading(at));
            svg.Add($"<rect x=\"{left}\" y=\"{y.To}\" width=\"{right - left}\" height=\"{y.From - y.To}\" "
                + $"class=\"hit\"><title>{title}</title></rect>");
        }
    }

    private string Reading(double at)
    {
        var reading = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"{XTitle}: {at:0.##}"));
        var values =
            from series in Series
            where series.Points.Count > 0 && series.Points[0].X <= at && at <= series.Points[^1].X
            let point = series.Points.Last(point => point.X <= at)
            orderby point.Y descending
            select string.Create(CultureInfo.InvariantCulture, $"\n{series.Name}  {point.Y:0.00} {Unit}");
        return reading.AppendJoin("", values).ToString();
    }

    private static string PathOf(IEnumerable<Point> points) =>
        string.Join(
            'L', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.X:0.#} {point.Y:0.##}")));
}
