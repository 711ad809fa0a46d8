namespace Headroom.Cli.Reports;

/// <summary>
/// Horizontal bars, each with its name and its value written out; the shortest is the best and stands out. A bound is
/// only outlined.
/// </summary>
internal sealed record BarChart(string Title, string Description, IReadOnlyList<Bar> Bars)
{
    private const double RowHeight = 30;
    private const double StackedRowHeight = 46;
    private const double Thickness = 18;

    // Room for names: about the width of a letter, and the most of a drawing that they may take beside the bars.
    private const double LetterWidth = 7.4;
    private const double NamesPartMost = 0.45;

    /// <summary>Whether the shortest bar is the best: where it is not, none stands out.</summary>
    public bool IsContest { get; init; } = true;

    private double NamesWidth => Bars.Max(bar => bar.Name.Length) * LetterWidth + 16;

    /// <summary>How high its drawing is.</summary>
    public double HeightIn(ChartSize size) => Bars.Count * (IsStacked(size) ? StackedRowHeight : RowHeight) + 8;

    public string Draw(ChartSize size)
    {
        size = size.WithHeight(HeightIn(size));
        var svg = new Svg(size);
        var most = Bars.Max(bar => bar.Value);
        var least = Bars.Where(bar => !bar.IsBound).Select(bar => bar.Value).DefaultIfEmpty(-1).Min();
        var isStacked = IsStacked(size);
        var from = isStacked ? 0 : Math.Max(NamesWidth, size.IsNarrow ? 96 : 120);
        var scale = new Scale(0, most > 0 ? most : 1, from, size.Width - (size.IsNarrow ? 76 : 96));
        for (var index = 0; index < Bars.Count; index++)
        {
            var bar = Bars[index];
            var mark = bar.IsBound ? "bound" : IsContest && bar.Value.Equals(least) ? "best" : "other";
            if (isStacked) DrawStacked(svg, bar, scale, index * StackedRowHeight, mark);
            else DrawBeside(svg, bar, scale, index * RowHeight + 6, mark);
        }

        return svg.Finish(Title, Description);
    }

    // Names that would leave too little to the bars stand above them.
    private bool IsStacked(ChartSize size) => NamesWidth > size.Width * NamesPartMost;

    private static void DrawBeside(Svg svg, Bar bar, Scale scale, double top, string mark)
    {
        svg.Text(new(scale.From - 10, top + 13.5), "end", $"bar-name {mark}", bar.Name);
        DrawBar(svg, bar, scale, top, mark);
    }

    private static void DrawStacked(Svg svg, Bar bar, Scale scale, double top, string mark)
    {
        svg.Text(new(scale.From, top + 14), "start", $"bar-name {mark}", bar.Name);
        DrawBar(svg, bar, scale, top + 20, mark);
    }

    private static void DrawBar(Svg svg, Bar bar, Scale scale, double top, string mark)
    {
        var end = Math.Max(scale.Place(bar.Value), scale.From + 1);
        svg.Add($"<rect x=\"{scale.From}\" y=\"{top}\" width=\"{end - scale.From}\" height=\"{Thickness}\" rx=\"3\" "
            + $"class=\"bar {mark}\"><title>{Svg.Encode($"{bar.Name}: {bar.Text}")}</title></rect>");
        svg.Text(new(end + 8, top + 13.5), "start", $"bar-value {mark}", bar.Text);
    }
}

/// <summary>One bar.</summary>
/// <param name="Name">Whose value it is.</param>
/// <param name="Value">At least 0.</param>
/// <param name="Text">The value as people read it.</param>
internal sealed record Bar(string Name, double Value, string Text)
{
    /// <summary>Whether it shows what nobody can better, and takes no part in the contest.</summary>
    public bool IsBound { get; init; }
}
