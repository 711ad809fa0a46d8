using System.Globalization;
using System.Text.Json;
using Headroom.Cli.Output;

namespace Headroom.Cli.Bench;

/// <summary>What a scenario measured.</summary>
internal sealed record BenchResult(BenchScenario Scenario, double Value, double PeakMemoryMiB)
{
    /// <summary>Figures beside the value.</summary>
    public IReadOnlyList<BenchFigure> Figures { get; init; } = [];
}

/// <summary>Prints scenarios and what they measured. The names are an interface: add, never rename.</summary>
internal static class BenchOutput
{
    public static void WriteList(Terminal terminal, IReadOnlyList<BenchScenario> scenarios, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            JsonText.WriteArray(terminal.Output, scenarios, (json, scenario) => WriteScenario(json, scenario, null));
            terminal.Output.WriteLine();
            return;
        }

        var table = new TextTable(
            TableColumn.Words("SCENARIO"), TableColumn.Words("UNIT"),
            new("MUST"), new("IDEAL"), new("PEER"), TableColumn.Words("SOURCE"));
        foreach (var scenario in scenarios)
        {
            table.Add(scenario.Name, scenario.Unit,
                Number(scenario.Must), Number(scenario.Ideal), Number(scenario.Peer), scenario.Source);
        }

        table.Write(terminal);
    }

    public static void Write(Terminal terminal, BenchResult result, OutputFormat format)
    {
        var scenario = result.Scenario;
        if (format == OutputFormat.Json)
        {
            terminal.Output.WriteLine(
                JsonText.Object(result, (json, measured) => WriteScenario(json, scenario, measured)));
            return;
        }

        var table = new TextTable(
            TableColumn.Words("SCENARIO"), new("VALUE"), TableColumn.Words("UNIT"),
            new("MUST"), new("IDEAL"), new("PEER"), TableColumn.Words("SOURCE"));
        table.Add(scenario.Name, NumberText.Decimals(result.Value, 3), scenario.Unit,
            Number(scenario.Must), Number(scenario.Ideal), Number(scenario.Peer), scenario.Source);
        foreach (var figure in result.Figures)
        {
            table.Add($"  {figure.Name}", NumberText.Decimals(figure.Value, 3), figure.Unit,
                figure.Must, NumberText.None, NumberText.None, "");
        }

        table.Add($"{scenario.Name} memory", NumberText.Decimals(result.PeakMemoryMiB, 0), "MiB",
            Number(scenario.MemoryMustMiB), NumberText.None, NumberText.None, "most memory that the process held");
        table.Write(terminal);
    }

    private static void WriteScenario(Utf8JsonWriter json, BenchScenario scenario, BenchResult? result)
    {
        json.WriteString("scenario", scenario.Name);
        if (result is not null) json.WriteNumberOrNull("value", result.Value);
        json.WriteString("unit", scenario.Unit);
        json.WriteNumber("must", scenario.Must);
        json.WriteNumberOrNull("ideal", scenario.Ideal);
        json.WriteNumberOrNull("peer", scenario.Peer);
        json.WriteString("source", scenario.Source);
        if (result is not null) json.WriteNumber("peakMemoryMiB", Math.Round(result.PeakMemoryMiB, 1));
        json.WriteNumber("peakMemoryMustMiB", scenario.MemoryMustMiB);
        if (result is { Figures.Count: > 0 }) WriteFigures(json, result.Figures);
    }

    private static void WriteFigures(Utf8JsonWriter json, IReadOnlyList<BenchFigure> figures)
    {
        json.WriteStartArray("figures");
        foreach (var figure in figures)
        {
            json.WriteStartObject();
            json.WriteString("name", figure.Name);
            json.WriteNumberOrNull("value", figure.Value);
            json.WriteString("unit", figure.Unit);
            json.WriteString("must", figure.Must);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Number(double? value) => value?.ToString(CultureInfo.InvariantCulture) ?? NumberText.None;
}
