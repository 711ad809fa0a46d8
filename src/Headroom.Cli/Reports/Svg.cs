using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace Headroom.Cli.Reports;

/// <summary>Builds one drawing. Numbers are written without culture, texts encoded.</summary>
internal sealed class Svg(ChartSize size)
{
    private readonly StringBuilder _elements = new();

    /// <summary>Adds markup; interpolated strings must go through <see cref="Encode"/> themselves.</summary>
    public void Add(Interpolated markup) => _elements.Append(markup.Text).Append('\n');

    public void Text(Point at, string anchor, string cssClass, string text) =>
        Add($"<text x=\"{at.X}\" y=\"{at.Y}\" text-anchor=\"{anchor}\" class=\"{cssClass}\">{Encode(text)}</text>");

    public void Line(Point from, Point to, string cssClass) =>
        Add($"<line x1=\"{from.X}\" y1=\"{from.Y}\" x2=\"{to.X}\" y2=\"{to.Y}\" class=\"{cssClass}\"/>");

    public string Finish(string title, string description) => new Interpolated(
        $"<svg class=\"{size.CssClass}\" viewBox=\"0 0 {size.Width} {size.Height}\" role=\"img\" "
        + $"aria-label=\"{Encode(title)}. {Encode(description)}\">\n").Text
        + _elements + "</svg>\n";

    public static string Encode(string text) => WebUtility.HtmlEncode(text);

    /// <summary>A string whose numbers are written with at most two decimals and a point.</summary>
    [InterpolatedStringHandler]
    internal readonly struct Interpolated
    {
        private readonly StringBuilder _text;

        public Interpolated(int literalLength, int formattedCount) =>
            _text = new StringBuilder(literalLength + formattedCount * 8);

        public Interpolated(Interpolated other) => _text = other._text;

        public string Text => _text.ToString();

        public void AppendLiteral(string text) => _text.Append(text);

        public void AppendFormatted(string text) => _text.Append(text);

        public void AppendFormatted(double number) =>
            _text.Append(number.ToString("0.##", CultureInfo.InvariantCulture));
    }
}

/// <summary>A place in a drawing, from its upper left corner.</summary>
internal readonly record struct Point(double X, double Y);
