using System.Globalization;
using System.Text.Json;
using Headroom.Cli.Output;

namespace Headroom.Cli.Capacity;

/// <summary>Prints trends.</summary>
internal static class EraOutput
{
    public static void Write(Terminal terminal, IReadOnlyList<EraRow> rows, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            terminal.Output.Write("{\"trends\":");
            JsonText.WriteArray(terminal.Output, rows, WriteRow);
            terminal.Output.WriteLine("}");
            return;
        }

        var table = new TextTable(
            TableColumn.Words("TREND"), new("N"), new("OOM/YEAR"), new("DOUBLING, MONTHS"), TableColumn.Words("95 %"),
            new("R2"), new("FIRST FLOP"), new("LAST FLOP"), TableColumn.Words("PUBLISHED"));
        foreach (var row in rows)
        {
            table.Add(
                row.Name, NumberText.Whole(row.Trend.Count), NumberText.Decimals(row.Trend.SlopePerYear, 2),
                Months(row.Trend.DoublingMonths),
                $"[{Months(row.Doubling.Low)}; {Months(row.Doubling.Middle)}; {Months(row.Doubling.High)}]",
                NumberText.Decimals(row.Trend.Fit, 2), Power(row.Trend.FirstOperations),
                Power(row.Trend.LastOperations), row.Published);
        }

        table.Write(terminal);
        terminal.Output.WriteLine();
        terminal.Output.WriteLine("The window decides the answer: compare the rows before relying on one. Published: n, "
            + "months, bootstrap interval of Sevilla et al. 2022, whose data differ by a few systems.");
    }

    private static void WriteRow(Utf8JsonWriter json, EraRow row)
    {
        json.WriteString("trend", row.Name);
        json.WriteNumber("n", row.Trend.Count);
        json.WriteNumberOrNull("slopeOomPerYear", row.Trend.SlopePerYear);
        json.WriteNumber("growthPerYear", row.Trend.GrowthPerYear);
        json.WriteNumberOrNull("doublingMonths", row.Trend.DoublingMonths);
        json.WriteNumberOrNull("doublingMonthsLow", row.Doubling.Low);
        json.WriteNumberOrNull("doublingMonthsMedian", row.Doubling.Middle);
        json.WriteNumberOrNull("doublingMonthsHigh", row.Doubling.High);
        json.WriteNumber("r2", row.Trend.Fit);
        json.WriteNumberOrNull("firstFlop", row.Trend.FirstOperations);
        json.WriteNumberOrNull("lastFlop", row.Trend.LastOperations);
        json.WriteString("published", row.Published);
    }

    public static string Months(double value) => double.IsFinite(value) ? NumberText.Decimals(value, 1) : "never";

    public static string Power(double value) => value.ToString("0.#E+0", CultureInfo.InvariantCulture);
}
