using System.Globalization;
using System.Text.Json;
using Headroom.Capacity.Competition;
using Headroom.Cli.Output;

namespace Headroom.Cli.Capacity;

/// <summary>Prints forecasts.</summary>
internal static class ForecastOutput
{
    public static void Write(Terminal terminal, ForecastResult result, OutputFormat format)
    {
        for (var i = 0; i < result.Series.Count; i++)
        {
            foreach (var warning in result.Forecasts[i].Warnings)
                terminal.Error.WriteLine($"headroom: series '{DisplayWidth.Printable(result.Series[i].Id)}': {warning}");
        }

        if (format == OutputFormat.Json)
            WriteJson(terminal.Output, result);
        else if (format == OutputFormat.Csv)
            WriteCsv(terminal.Output, result);
        else
            WriteTable(terminal, result);
    }

    private static void WriteJson(TextWriter output, ForecastResult result)
    {
        output.Write("{\"series\":");
        int[] indexes = [.. Enumerable.Range(0, result.Series.Count)];
        JsonText.WriteArray(output, indexes, (json, i) => WriteOne(json, result, i));
        if (result.Score is { } score) output.Write($",\"score\":{JsonText.Object(score, WriteScore)}");
        output.WriteLine("}");
    }

    private static void WriteOne(Utf8JsonWriter json, ForecastResult result, int index)
    {
        var forecast = result.Forecasts[index];
        json.WriteString("id", result.Series[index].Id);
        json.WriteString("method", string.Join('+', forecast.Methods));
        WriteNumbers(json, "point", forecast.Point);
        json.WriteStartObject("quantiles");
        for (var q = 0; q < forecast.Quantiles.Count; q++)
            WriteNumbers(json, Text(result.Quantiles[q]), forecast.Quantiles[q]);
        json.WriteEndObject();
        if (result.PlanQuantile is { } plan)
        {
            json.WriteNumber("planQuantile", plan);
            WriteNumbers(json, "plan", forecast.Quantiles[^1]);
        }

        json.WriteNumberOrNull("coverage", forecast.Coverage);
        json.WriteNumberOrNull("mase", forecast.Mase);
        json.WriteNumberOrNull("smape", forecast.Smape);
        json.WriteNumber("season", result.Season);
        WriteNumbers(json, "weights", forecast.Weights);
        json.WriteStartArray("warnings");
        foreach (var warning in forecast.Warnings) json.WriteStringValue(warning);
        json.WriteEndArray();
    }

    private static void WriteScore(Utf8JsonWriter json, CompetitionScore score)
    {
        json.WriteNumber("smape", score.Smape);
        json.WriteNumberOrNull("mase", score.Mase);
        json.WriteNumberOrNull("owa", score.Owa);
        json.WriteNumber("naive2Smape", score.Naive2Smape);
        json.WriteNumberOrNull("naive2Mase", score.Naive2Mase);
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, IReadOnlyList<double> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteNumberValue(value);
        json.WriteEndArray();
    }

    private static void WriteCsv(TextWriter output, ForecastResult result)
    {
        output.WriteLine(CsvText.Line(["id", "step", "point", .. result.Quantiles.Select(Text)]));
        for (var i = 0; i < result.Series.Count; i++)
        {
            var forecast = result.Forecasts[i];
            for (var step = 0; step < forecast.Point.Count; step++)
            {
                output.WriteLine(CsvText.Line(
                [
                    result.Series[i].Id, step + 1, forecast.Point[step],
                    .. forecast.Quantiles.Select(values => (object)values[step]),
                ]));
            }
        }
    }

    private static void WriteTable(Terminal terminal, ForecastResult result)
    {
        var table = new TextTable(
        [
            TableColumn.Words("SERIES"), TableColumn.Words("METHOD"), new("NEXT"), new("LAST"),
            .. result.Quantiles.Select(quantile => new TableColumn($"LAST Q{Text(quantile)}")),
            new("COVERAGE %"), new("MASE"), new("SMAPE %"),
        ]);
        for (var i = 0; i < result.Series.Count; i++)
        {
            var forecast = result.Forecasts[i];
            table.Add(
            [
                result.Series[i].Id, string.Join('+', forecast.Methods),
                Short(forecast.Point[0]), Short(forecast.Point[^1]),
                .. forecast.Quantiles.Select(values => (TableCell)Short(values[^1])),
                NumberText.Decimals(100 * forecast.Coverage, 1), NumberText.Decimals(forecast.Mase, 3),
                NumberText.Decimals(forecast.Smape, 2),
            ]);
        }

        table.Write(terminal);
        terminal.Output.WriteLine();
        terminal.Output.WriteLine("LAST is the step farthest ahead; coverage of central 90 % intervals, MASE and sMAPE are "
            + "measured on each series' past.");
        if (result.PlanQuantile is { } plan)
            terminal.Output.WriteLine($"The costs say: plan for quantile {Text(plan)}.");
        if (result.Score is { } score)
        {
            terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"Against what came: sMAPE {score.Smape:F3}, MASE {score.Mase:F3}, OWA {score.Owa:F3} "
                + $"(Naive2: {score.Naive2Smape:F3}, {score.Naive2Mase:F3})."));
        }
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Short(double value) =>
        value.ToString(Math.Abs(value) is >= 1e9 or < 1e-3 and > 0 ? "0.###E+0" : "#,0.##", CultureInfo.InvariantCulture);
}
