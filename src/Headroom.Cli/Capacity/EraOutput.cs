using System.Globalization;
using System.Text.Json;
using Headroom.Capacity.Eras;
using Headroom.Cli.Output;

namespace Headroom.Cli.Capacity;

/// <summary>Prints trends and backtests.</summary>
internal static class EraOutput
{
    // Years of history that a planner of the backtest looks at.
    private const int HistoryYears = 5;

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

    public static void WriteBacktest(Terminal terminal, TrainedSystem[] systems, int leadMonths, OutputFormat format)
    {
        var plans = EraBacktest.Years(
            systems, leadMonths * EraTrend.DaysAMonth, HistoryYears * EraTrend.DaysAYear);
        if (format == OutputFormat.Json)
        {
            terminal.Output.Write(string.Create(CultureInfo.InvariantCulture, $"{{\"leadMonths\":{leadMonths},\"plans\":"));
            JsonText.WriteArray(terminal.Output, plans, WritePlan);
            terminal.Output.WriteLine("}");
            return;
        }

        var table = new TextTable(
            new TableColumn("YEAR"), new("DOUBLING, MONTHS"), new("TOLD"), new("CAME"), new("COVER IF TOLD"),
            new("COVER IF MATCHED"));
        foreach (var plan in plans)
        {
            table.Add(
                Year(plan).ToString(CultureInfo.InvariantCulture), Months(plan.DoublingMonths), Power(plan.Told),
                Power(plan.Came), Percent(plan.CoverTold), Percent(plan.CoverMatched));
        }

        table.Write(terminal);
        terminal.Output.WriteLine();
        terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"A plan of 1 January from the {HistoryYears} years before, for the median system {leadMonths} months later "
            + $"(FLOP); cover is the share of what came: by the trend, and by matching the demand of the day."));
    }

    private static int Year(EraBacktest plan) => DateOnly.FromDayNumber(plan.Day).Year;

    private static void WriteRow(Utf8JsonWriter json, EraRow row)
    {
        json.WriteString("trend", row.Name);
        json.WriteNumber("n", row.Trend.Count);
        json.WriteNumberOrNull("slopeOomPerYear", row.Trend.SlopePerYear);
        json.WriteNumberOrNull("doublingMonths", row.Trend.DoublingMonths);
        json.WriteNumberOrNull("doublingMonthsLow", row.Doubling.Low);
        json.WriteNumberOrNull("doublingMonthsMedian", row.Doubling.Middle);
        json.WriteNumberOrNull("doublingMonthsHigh", row.Doubling.High);
        json.WriteNumber("r2", row.Trend.Fit);
        json.WriteNumberOrNull("firstFlop", row.Trend.FirstOperations);
        json.WriteNumberOrNull("lastFlop", row.Trend.LastOperations);
        json.WriteString("published", row.Published);
    }

    private static void WritePlan(Utf8JsonWriter json, EraBacktest plan)
    {
        json.WriteNumber("year", Year(plan));
        json.WriteNumberOrNull("doublingMonths", plan.DoublingMonths);
        json.WriteNumberOrNull("toldFlop", plan.Told);
        json.WriteNumberOrNull("cameFlop", plan.Came);
        json.WriteNumberOrNull("coverTold", plan.CoverTold);
        json.WriteNumberOrNull("coverMatched", plan.CoverMatched);
    }

    private static string Months(double value) => double.IsFinite(value) ? NumberText.Decimals(value, 1) : "never";

    private static string Power(double value) => value.ToString("0.#E+0", CultureInfo.InvariantCulture);

    private static string Percent(double share) => $"{(100 * share).ToString("0", CultureInfo.InvariantCulture)} %";
}
