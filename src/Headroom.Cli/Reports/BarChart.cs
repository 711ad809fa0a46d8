namespace Headroom.Cli.Reports;

/// <summary>
/// Horizontal bars, each with its name and its value written out; the shortest is the best and stands out.
/// </summary>
internal sealed record BarChart(string Title, string Description, IReadOnlyList<Bar> Bars)
{
    private const double RowHeight = 30;
    private const double Thickness = 18;

    public string Draw(ChartSize size)
    {
        size = size.WithHeight(Bars.Count * RowHeight + 8);
        var svg = new Svg(size);
        var most = Bars.Max(bar => bar.Value);
        var least = Bars.Min(bar => bar.Value);
        var scale = new Scale(0, most > 0 ? most : 1, size.IsNarrow ? 96 : 120, size.Width - (size.IsNarrow ? 66 : 96));
        for (var index = 0; index < Bars.Count; index++)
            DrawBar(svg, Bars[index], scale, index * RowHeight + 6, Bars[index].Value.Equals(least));

        return svg.Finish(Title, Description);
    }

    private static void DrawBar(Svg svg, Bar bar, Scale scale, double top, bool isBest)
    {
        var end = Math.Max(scale.Place(bar.Value), scale.From + 1);
        var mark = isBest ? "best" : "other";
        svg.Text(new(scale.From - 10, top + 13.5), "end", $"bar-name {mark}", bar.Name);
        svg.Add($"<rect x=\"{scale.From}\" y=\"{top}\" width=\"{end - scale.From}\" height=\"{Thickness}\" rx=\"3\" "
            + $"class=\"bar {mark}\"><title>{Svg.Encode($"{bar.Name}: {bar.Text}")}</title></rect>");
        svg.Text(new(end + 8, top + 13.5), "start", $"bar-value {mark}", bar.Text);
    }
}

/// <summary>One bar.</summary>
/// <param name="Name">Whose value it is.</param>
/// <param name="Value">At least 0.</param>
/// <param name="Text">The value as people read it.</param>
internal sealed record Bar(string Name, double Value, string Text);
