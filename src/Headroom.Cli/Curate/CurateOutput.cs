using Headroom.Cli.Output;
using Headroom.Curation.Running;

namespace Headroom.Cli.Curate;

/// <summary>Prints what a run did.</summary>
internal static class CurateOutput
{
    public static string Json(RunReport report) => JsonText.Object(report, ReportFile.WriteMembers);

    public static void Write(Terminal terminal, RunReport report, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            terminal.Output.WriteLine(Json(report));
            return;
        }

        var table = new TextTable(
            TableColumn.Words("STAGE"), TableColumn.Words("REASON"), new("DOCUMENTS"), new("MB"), new("% OF DOCUMENTS"));
        Add(table, "in", "", report.DocumentsIn, report.BytesIn, report);
        foreach (var count in report.Removed)
            Add(table, count.Stage, count.Reason, count.Documents, count.Bytes, report);
        Add(table, "kept", "", report.DocumentsOut, report.BytesOut, report);
        foreach (var cut in report.Cut)
            table.Add(cut.Stage, "cut out", Whole(cut.Documents), NumberText.Decimals(cut.Bytes / 1e6, 1), "");
        if (report.DocumentsEdited > 0) table.Add("filters", "edited", Whole(report.DocumentsEdited), "", "");
        if (report.DamagedRecords > 0) table.Add("set aside", "damaged", Whole(report.DamagedRecords), "", "");
        table.Write(terminal);
    }

    private static void Add(
        TextTable table, string stage, string reason, long documents, long bytes, RunReport report) =>
        table.Add(stage, reason, Whole(documents), NumberText.Decimals(bytes / 1e6, 1),
            report.DocumentsIn == 0 ? "" : NumberText.Decimals(100.0 * documents / report.DocumentsIn, 1));

    private static string Whole(long number) => NumberText.Whole(number);
}
