using System.Globalization;

namespace Headroom.Cli.Reports;

/// <summary>The grid and the axes of a chart over two scales.</summary>
internal static class ChartGrid
{
    // Below, a number is short as it is.
    private const double ShortMost = 10_000;

    private static readonly (double Size, string Sign)[] Multiples = [(1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k")];

    /// <summary>Lines across with their values, ticks below with theirs, and the title of the axis below.</summary>
    public static void Draw(Svg svg, Scale x, Scale y, ChartSize size, string xTitle)
    {
        foreach (var tick in y.Ticks(6))
        {
            svg.Line(new(x.From, y.Place(tick)), new(x.To, y.Place(tick)), "grid");
            svg.Text(new(x.From - 8, y.Place(tick) + 4), "end", "tick", Number(tick));
        }

        foreach (var tick in x.Ticks(size.IsNarrow ? 5 : 10))
        {
            svg.Line(new(x.Place(tick), y.From), new(x.Place(tick), y.From + 5), "axis");
            svg.Text(new(x.Place(tick), y.From + 19), "middle", "tick", Number(tick));
        }

        svg.Line(new(x.From, y.From), new(x.To, y.From), "axis");
        svg.Text(new((x.From + x.To) / 2, size.Height - 6), "middle", "axis-title", xTitle);
    }

    // The room beside an axis holds five letters.
    private static string Number(double tick)
    {
        var (size, sign) = Math.Abs(tick) < ShortMost
            ? (1, "")
            : Multiples.First(multiple => Math.Abs(tick) >= multiple.Size);
        return (tick / size).ToString("0.##", CultureInfo.InvariantCulture) + sign;
    }
}
