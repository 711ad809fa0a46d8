using System.Text.Json;
using Headroom.Cli.Output;

namespace Headroom.Cli.Bench.Sharing;

/// <summary>Prints the comparison for programs. The names are an interface: add, never rename.</summary>
internal static class SharingJson
{
    public static void Write(TextWriter output, IReadOnlyList<SharingResult> results, IReadOnlyList<string> skipped)
    {
        output.WriteLine(JsonText.Object(results, (json, all) =>
        {
            json.WriteStartArray("cases");
            foreach (var result in all) WriteCase(json, result);
            json.WriteEndArray();
            json.WriteStartArray("skipped");
            foreach (var reason in skipped) json.WriteStringValue(reason);
            json.WriteEndArray();
        }));
    }

    private static void WriteCase(Utf8JsonWriter json, SharingResult result)
    {
        json.WriteStartObject();
        json.WriteString("case", result.Case.Name);
        json.WriteNumber("jobs", result.Case.Pool.Jobs.Count);
        json.WriteNumber("gpus", result.Case.Pool.Fleet.Nodes.Sum(node => node.GpuCount));
        json.WriteNumber("tenants", result.Case.Pool.Policy.Queues.Count);
        json.WriteStartObject("bound");
        WriteFigures(json, result, result.Bound);
        json.WriteEndObject();
        json.WriteStartArray("runs");
        for (var row = 0; row < result.Cells.Count; row++)
        {
            json.WriteStartObject();
            json.WriteString("policy", result.Cells[row].Entrant.Name);
            json.WriteString("scheduler", result.Cells[row].Entrant.Scheduler);
            WriteFigures(json, result, result.Figures[row]);
            json.WriteString("worstTenant", result.Figures[row].WorstTenant);
            json.WriteString("digest", result.Cells[row].Run.Digest);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteFigures(Utf8JsonWriter json, SharingResult result, SharingFigures figures)
    {
        foreach (var column in result.Columns) json.WriteNumberOrNull(column.Key, column.Of(figures));
    }
}
