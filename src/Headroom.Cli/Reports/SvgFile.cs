using System.Globalization;

namespace Headroom.Cli.Reports;

/// <summary>A chart as a file of its own, which brings its colours and its ground along.</summary>
internal static class SvgFile
{
    private const int Margin = 16;
    private const int TitleHeight = 52;

    /// <summary>The text of the file.</summary>
    public static string Of(string title, string description, BarChart chart)
    {
        var size = ChartSize.Wide;
        var (width, height) = (size.Width + 2 * Margin, chart.HeightIn(size) + TitleHeight + 2 * Margin);
        return string.Create(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">
            <style>
            {ReportStyle.Colors}
            {ReportStyle.Chart}
            </style>
            <rect width="{width}" height="{height}" style="fill:var(--ground)"/>
            <text x="{Margin}" y="32" style="font-size:17px;font-weight:650">{Svg.Encode(title)}</text>
            <text x="{Margin}" y="54" class="axis-title" style="font-size:14px">{Svg.Encode(description)}</text>
            <svg x="{Margin}" y="{TitleHeight + Margin}" width="{size.Width}" height="{chart.HeightIn(size)}">
            {chart.Draw(size)}</svg>
            </svg>

            """);
    }
}
