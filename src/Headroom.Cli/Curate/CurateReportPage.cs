using Headroom.Cli.Output;
using Headroom.Cli.Reports;
using Headroom.Curation.Running;

namespace Headroom.Cli.Curate;

/// <summary>
/// What a run did, as a page: what was left after each stage, why documents went, and some of those that did.
/// </summary>
internal static class CurateReportPage
{
    private const int BarsMax = 20;
    private const int SourcesMax = 50;
    private const double Megabyte = 1e6;

    /// <summary>The page of a report.</summary>
    /// <param name="report">What was done.</param>
    /// <param name="commandLine">What was run.</param>
    public static string Of(RunReport report, string commandLine)
    {
        var page = new ReportPage(
            "A corpus and what was kept of it",
            $"{Whole(report.DocumentsOut)} of {Whole(report.DocumentsIn)} documents were kept, {Share(report.BytesOut, report.BytesIn)} of their bytes.");
        page.Cards(
        [
            new Card("Documents in", Whole(report.DocumentsIn), $"{Megabytes(report.BytesIn)} of text"),
            new Card("Documents kept", Whole(report.DocumentsOut), $"{Megabytes(report.BytesOut)} of text"),
            new Card("Kept", Share(report.DocumentsOut, report.DocumentsIn), "of the documents"),
            new Card("Edited", Whole(report.DocumentsEdited), "passed the filters with a changed text"),
            new Card("Damaged", Whole(report.DamagedRecords), "records that could not be read"),
        ]);
        if (report.Removed.Count > 0)
        {
            page.Heading("What was left, and why the rest went");
            Draw(page, "Documents left", "After each stage, in order.", Left(report));
            Draw(page, "Documents by reason", $"The {BarsMax} reasons for which most went.",
            [
                .. report.Removed.OrderByDescending(count => count.Documents).Take(BarsMax)
                    .Select(count => BarOf($"{count.Stage}: {count.Reason}", count.Documents)),
            ]);
        }

        if (report.Languages.Count > 0) WriteLanguages(page, report.Languages);
        WriteSources(page, report.Sources);
        if (report.Examples.Count > 0) WriteExamples(page, report.Examples);
        return page.Finish(commandLine);
    }

    private static List<Bar> Left(RunReport report)
    {
        var left = report.DocumentsIn;
        var bars = new List<Bar> { BarOf("in", left) };
        foreach (var stage in report.Removed.GroupBy(count => count.Stage))
            bars.Add(BarOf(stage.Key, left -= stage.Sum(count => count.Documents)));
        return bars;
    }

    private static void WriteLanguages(ReportPage page, IReadOnlyList<LanguageCount> languages)
    {
        LanguageCount[] most = [.. languages.OrderByDescending(count => count.Documents).Take(BarsMax)];
        page.Heading("Languages");
        Draw(page, "Documents by language", "Of those that reached the stage which tells it.",
            [.. most.Select(count => BarOf(count.Language, count.Documents))]);
        page.Table(
            ["LANGUAGE", "DOCUMENTS", "PASSED THE FILTERS"],
            [.. most.Select(count => TableCell.Row(count.Language, Whole(count.Documents), Whole(count.Passed)))],
            "Duplicates among those that passed may have gone afterwards.", words: 1);
    }

    private static void WriteSources(ReportPage page, IReadOnlyList<SourceCount> sources)
    {
        page.Heading("Sources");
        page.Table(
            ["FILE", "DOCUMENTS", "MEGABYTES", "KEPT", "MEGABYTES KEPT", "% KEPT"],
            [
                .. sources.OrderByDescending(source => source.BytesIn).Take(SourcesMax).Select(source => TableCell.Row(
                    source.File, Whole(source.DocumentsIn), Decimals(source.BytesIn), Whole(source.DocumentsOut),
                    Decimals(source.BytesOut), Share(source.DocumentsOut, source.DocumentsIn))),
            ],
            sources.Count > SourcesMax ? $"The largest {SourcesMax} of {Whole(sources.Count)}; all are in report.json." : "All files.",
            words: 1);
    }

    private static void WriteExamples(ReportPage page, IReadOnlyList<RemovedExample> examples)
    {
        page.Heading("Some of those that went");
        page.Table(
            ["STAGE", "REASON", "BEGINS WITH", "PLACE"],
            [
                .. examples.Select(example => TableCell.Row(
                    example.Stage, example.Reason, example.Text, $"{example.File}:{Whole(example.Place)}")),
            ],
            "The first of each reason. Places are bytes of the file after decompression, or rows of a table.", words: 4);
    }

    private static void Draw(ReportPage page, string title, string description, IReadOnlyList<Bar> bars) =>
        page.Figure(title, description, "", new BarChart(title, description, bars) { IsContest = false }.Draw);

    private static Bar BarOf(string name, long documents) => new(name, documents, Whole(documents));

    private static string Share(long part, long whole) =>
        whole == 0 ? "-" : $"{NumberText.Decimals(100.0 * part / whole, 1)} %";

    private static string Megabytes(long bytes) => $"{Decimals(bytes)} MB";

    private static string Decimals(long bytes) => NumberText.Decimals(bytes / Megabyte, 1);

    private static string Whole(long number) => NumberText.Whole(number);
}
