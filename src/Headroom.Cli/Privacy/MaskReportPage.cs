using System.Globalization;
using System.Text.Json;
using Headroom.Cli.Output;
using Headroom.Cli.Reports;

namespace Headroom.Cli.Privacy;

/// <summary>The report of a masking run as a page: what the signed JSON says, and nothing else.</summary>
internal static class MaskReportPage
{
    /// <summary>The page of a report.</summary>
    /// <param name="report">JSON as the report is written.</param>
    /// <param name="commandLine">What was run.</param>
    public static string Of(ReadOnlyMemory<byte> report, string commandLine)
    {
        using var document = JsonDocument.Parse(report);
        var root = document.RootElement;
        var body = root.GetProperty("report");
        var files = body.GetProperty("files").EnumerateArray().ToList();
        var findings = files.Sum(file => file.GetProperty("findings").GetInt64());
        var again = body.GetProperty("foundAgain").GetInt64();
        var entities = body.GetProperty("entities").EnumerateObject();
        var page = new ReportPage(
            "Proof of masking", $"{Word(body, "time")}: policy {Word(body, "policy")}, {Word(body, "levelReason")}.");
        page.Cards(
        [
            new Card("Level of GB/T 42460", Word(body, "level"), Word(body, "levelReason")),
            new Card("Findings masked", Count(findings), "in all files"),
            new Card("Found again", Count(again), "by a second reading of the output; must be 0"),
            new Card("In their places", Count(body.GetProperty("foundInPlace").GetInt64()), "values of the same form that the run put there"),
            Canaries("Canaries found", body.GetProperty("canaries"), "made-up numbers"),
            Canaries("Names found", body.GetProperty("nameCanaries"), "made-up names and addresses"),
        ]);
        page.Heading("What was found");
        page.Table(
            ["ENTITY", "CLAUSE", "FINDINGS"],
            [.. entities.Select(entity => TableCell.Row(
                entity.Name, Word(body.GetProperty("clauses"), entity.Name), Count(entity.Value.GetInt64())))],
            "Counts only: no value is in this report. The clause is that which what was done follows.");
        page.Heading("Files");
        page.Table(
            ["FILE", "MASKED", "RECORDS", "BYTES", "FINDINGS", "FOUND AGAIN"],
            [.. files.Select(FileRow)], "Bytes are those read, uncompressed.");
        var risks = files.Where(file => file.TryGetProperty("residualRisk", out _)).ToList();
        if (risks.Count > 0)
        {
            page.Heading("The risk that is left");
            page.Table(
                ["MASKED", "QUASI-IDENTIFIERS", "K", "K ASKED FOR", "ROWS BELOW", "UNIQUE ROWS"], [.. risks.Select(RiskRow)],
                "By the columns that others may know of people: how many rows the smallest class has.");
        }

        page.Heading("What it can be checked by");
        page.Table(
            ["WHAT", "VALUE"],
            [
                TableCell.Row("Hash of the policy", Word(body, "policySource") is { Length: > 0 } source
                    ? $"{Word(body, "policyHash")} ({source})"
                    : Word(body, "policyHash")),
                TableCell.Row("Key of the masking project", Word(body, "keyId")),
                TableCell.Row("Signed by", Word(root, "signer")),
                TableCell.Row("Signature of the JSON report", Word(root, "signature")),
            ],
            "The signature is that of the report as JSON, which stands beside this page.");
        return page.Finish(commandLine);
    }

    private static Card Canaries(string name, JsonElement canaries, string what)
    {
        var (found, planted) = (canaries.GetProperty("found").GetInt64(), canaries.GetProperty("planted").GetInt64());
        if (planted == 0) return new Card(name, "-", $"no {what} were planted");

        var share = ((double)found / planted).ToString("P1", CultureInfo.InvariantCulture);
        return new Card(name, share, $"{Count(found)} of {Count(planted)} {what}");
    }

    private static TableCell[] FileRow(JsonElement file) => TableCell.Row(
        Word(file, "source"), Word(file, "target"), Count(file.GetProperty("records").GetInt64()),
        Count(file.GetProperty("bytes").GetInt64()), Count(file.GetProperty("findings").GetInt64()),
        Count(file.GetProperty("foundAgain").GetInt64()));

    private static TableCell[] RiskRow(JsonElement file)
    {
        var risk = file.GetProperty("residualRisk");
        var quasi = risk.GetProperty("quasi").EnumerateArray().Select(column => column.GetString());
        return TableCell.Row(
            Word(file, "target"), string.Join(", ", quasi), Number("k"), Number("wantedK"), Number("rowsBelow"),
            Number("uniqueRows"));

        string Number(string name) => Count(risk.GetProperty(name).GetInt64());
    }

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Word(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : "none";
}
