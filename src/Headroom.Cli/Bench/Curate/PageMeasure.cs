using System.Net;
using System.Text;
using System.Text.Json;
using Headroom.Curation.Recipes;
using Headroom.Curation.Running;

namespace Headroom.Cli.Bench.Curate;

/// <summary>
/// How fast a core finds the main text of pages, and how much of it: pages that are made up of documents of the corpus,
/// each with menus, a sidebar, comments and a footer of another document, laid out in four ways.
/// </summary>
internal static class PageMeasure
{
    private const int Runs = 3;
    private const int PagesMax = 2_000;
    private const int CharactersMin = 600;
    private const int CharactersMax = 20_000;

    /// <summary>Pages for each second of processor time, from a web archive to records.</summary>
    public static double Rate(BenchRun bench)
    {
        string[] texts =
        [
            .. CorpusTexts.Texts(bench)
                .Where(text => text.Length is >= CharactersMin and <= CharactersMax)
                .Take(PagesMax),
        ];
        var folder = Directory.CreateTempSubdirectory("headroom-pages-");
        try
        {
            var archive = Path.Combine(folder.FullName, "pages.warc");
            File.WriteAllText(archive, string.Concat(texts.Select((_, index) => Response(texts, index))));
            var recipe = RecipeFile.Parse("pages", "stages: []");
            var run = 0;
            var seconds = BenchRun.Median(Runs, BenchRun.ProcessorSeconds, () =>
            {
                var output = Path.Combine(folder.FullName, $"run{run++}");
                var options = new RunOptions { Inputs = [archive], OutputFolder = output };
                CurationRun.Execute(recipe, options, _ => { }, CancellationToken.None);
            });
            bench.Add(new BenchFigure("pages", texts.Length, "", ""));
            bench.Add(new BenchFigure("HTML", new FileInfo(archive).Length / 1e6, "MB", ""));
            bench.Add(new BenchFigure("F1 of words", F1(texts, Path.Combine(folder.FullName, "run0/kept/pages.jsonl")), "", ""));
            return texts.Length / seconds;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static double F1(string[] texts, string kept)
    {
        var sum = 0.0;
        foreach (var line in File.ReadLines(kept))
        {
            using var record = JsonDocument.Parse(line);
            var wanted = Words(texts[int.Parse(
                record.RootElement.GetProperty("id").GetString()!, System.Globalization.CultureInfo.InvariantCulture)]);
            var found = Words(record.RootElement.GetProperty("text").GetString()!);
            var counts = found.CountBy(word => word).ToDictionary();
            var common = wanted.CountBy(word => word).Sum(
                pair => Math.Min(pair.Value, counts.GetValueOrDefault(pair.Key)));
            sum += 2.0 * common / Math.Max(1, wanted.Length + found.Length);
        }

        return sum / texts.Length;
    }

    // Of Chinese, which parts no words, its characters.
    private static string[] Words(string text) =>
    [
        .. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(word => word[0] >= '\u3000' ? word.Select(one => one.ToString()) : [word]),
    ];

    private static string Response(string[] texts, int index)
    {
        var html = Page(texts[index], texts[(index + 1) % texts.Length], index % 4);
        var body = $"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{html}";
        return $"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: {index}\r\nWARC-Target-URI: https://example.org/{index}\r\n"
            + $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}\r\n\r\n";
    }

    private static string Page(string text, string other, int layout)
    {
        var menu = string.Concat(Enumerable.Range(0, 30).Select(
            entry => $"<li class=\"item\"><a href=\"/section/{entry}?from=menu\">Entry number {entry}</a></li>"));
        var paragraphs = string.Concat(text.Split('\n').Select(line => $"<p>{WebUtility.HtmlEncode(line)}</p>\n"));
        var beside = WebUtility.HtmlEncode(other[..CharactersMin]);
        var content = layout switch
        {
            0 => $"<article>{paragraphs}</article>",
            1 => $"<div class=\"entry-content\">{paragraphs}</div>",
            2 => $"<div id=\"main\"><div>{paragraphs}</div></div>",
            _ => $"<table><tr><td>{paragraphs}</td></tr></table>",
        };
        return $"""
            <!doctype html><html><head><title>A page</title><script>var page = "<p>no text</p>";</script></head><body>
            <div class="header"><ul class="nav-list">{menu}</ul></div><div class="wrap">{content}
            <div class="sidebar widget"><h3>More</h3><p>{beside}</p></div></div>
            <div id="comments"><div class="comment"><p>{beside}</p></div></div><div class="footer"><ul>{menu}</ul></div></body></html>
            """;
    }
}
