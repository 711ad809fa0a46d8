using System.Text;

namespace Headroom.Cli.Reports;

/// <summary>
/// Names of a chart's lines beside a piece of each: on narrow pages the only place that says which is which.
/// </summary>
internal static class Legend
{
    public static string Of(IReadOnlyList<ChartSeries> series)
    {
        var list = new StringBuilder("<ul class=\"legend\">");
        foreach (var line in series)
        {
            list.Append("<li><svg viewBox=\"0 0 26 10\" aria-hidden=\"true\">")
                .Append(Line(line)).Append("</svg>").Append(Svg.Encode(line.Name)).Append("</li>");
        }

        return list.Append("</ul>\n").ToString();
    }

    private static string Line(ChartSeries line) =>
        $"<path d=\"M0 5H26\" class=\"line c{line.Color}{(line.IsEmphasised ? " strong" : "")}\"/>";
}
