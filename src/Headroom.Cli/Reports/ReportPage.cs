using System.Text;
using System.Text.RegularExpressions;
using Headroom.Cli.Output;

namespace Headroom.Cli.Reports;

/// <summary>
/// One self-contained page: no script, no font, no picture from elsewhere, and a policy in the page that forbids them,
/// so that it can be mailed, archived and opened without a network.
/// </summary>
internal sealed partial class ReportPage
{
    // Longer values are set smaller, or they would leave their card.
    private const int ValueMost = 10;

    private readonly StringBuilder _body = new();

    public ReportPage(string title, string subtitle)
    {
        Title = title;
        _body.Append($"<header><p class=\"brand\">Headroom</p><h1>{Encode(title)}</h1>"
            + $"<p class=\"lead\">{Encode(subtitle)}</p></header>\n<main>\n");
    }

    private string Title { get; }

    public void Heading(string text) => _body.Append($"<h2>{Encode(text)}</h2>\n");

    public void Cards(IReadOnlyList<Card> cards)
    {
        _body.Append("<div class=\"cards\">\n");
        foreach (var card in cards)
        {
            _body.Append($"<div class=\"card\"><p class=\"name\">{Encode(card.Name)}</p>"
                + $"<p class=\"value{(card.Value.Length > ValueMost ? " long" : "")}\">{Encode(card.Value)}</p>"
                + $"<p class=\"detail\">{Encode(card.Detail)}</p></div>\n");
        }

        _body.Append("</div>\n");
    }

    public void Figure(string title, string description, string legend, Func<ChartSize, string> draw) =>
        _body.Append($"<figure><figcaption><h3>{Encode(title)}</h3><p>{Encode(description)}</p></figcaption>\n{legend}")
            .Append(draw(ChartSize.Wide)).Append(draw(ChartSize.Narrow)).Append("</figure>\n");

    /// <summary>Two figures beside each other where the page is wide enough.</summary>
    public void Pair(Action first, Action second)
    {
        _body.Append("<div class=\"pair\">\n");
        first();
        second();
        _body.Append("</div>\n");
    }

    /// <summary>A table whose first <paramref name="words"/> columns are words, the others numbers.</summary>
    public void Table(
        IReadOnlyList<string> titles, IReadOnlyList<IReadOnlyList<TableCell>> rows, string note, int words = 2)
    {
        _body.Append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Results\"><table><thead><tr>");
        for (var index = 0; index < titles.Count; index++)
            _body.Append($"<th scope=\"col\"{Side(index < words)}>{Encode(Sentence(titles[index]))}</th>");
        _body.Append("</tr></thead><tbody>\n");
        foreach (var row in rows)
        {
            _body.Append("<tr>");
            for (var index = 0; index < row.Count; index++)
                _body.Append($"<td{Side(index < words)}>{Cell(row[index])}</td>");
            _body.Append("</tr>\n");
        }

        _body.Append($"</tbody></table></div>\n<p class=\"note\">{Encode(note)}</p>\n");
    }

    public string Finish(string commandLine) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{Encode(Title)} · Headroom</title>
        <style>
        {ReportStyle.Text}
        </style>
        </head>
        <body>
        {_body}<h2>How this was made</h2>
        <pre><code>{Encode(commandLine)}</code></pre>
        </main>
        <footer>Headroom {Encode(ProductVersion.Text)}</footer>
        </body>
        </html>

        """;

    private static string Encode(string text) => Svg.Encode(DisplayWidth.Printable(text));

    private static string Cell(TableCell cell) =>
        cell.IsBest ? $"<strong>{Encode(cell.Text)}</strong>" : Encode(cell.Text);

    private static string Side(bool isWord) => isWord ? " class=\"word\"" : "";

    // As the tables of a terminal have it, but for names of quarters and quantiles, units and GPUs.
    private static string Sentence(string title)
    {
        var quiet = Acronym().Replace(title.ToLowerInvariant(), word => word.Value.ToUpperInvariant());
        var isUnit = title.Length < 3 || title.StartsWith("MS", StringComparison.Ordinal);
        return isUnit && !title.Any(char.IsAsciiDigit) ? quiet : title[..1] + quiet[1..];
    }

    [GeneratedRegex(@"\b(gpu(?=s?\b)|flop\b|oom\b|mase\b|mfu\b|pue\b)")]
    private static partial Regex Acronym();
}

/// <summary>One number that matters, above the charts.</summary>
internal sealed record Card(string Name, string Value, string Detail);
