using System.Text.Json;
using Headroom.Cli.Output;
using Headroom.Simulation.Packing;

namespace Headroom.Cli.Replay;

/// <summary>Prints packing runs for programs. The names are an interface: add, never rename.</summary>
internal static class PackingOutput
{
    public static void WriteJson(TextWriter output, IReadOnlyList<PackingResult> results, bool withMoves)
    {
        output.Write("{\"runs\":");
        JsonText.WriteArray(output, results, (json, result) => WriteRun(json, result, withMoves));
        output.WriteLine("}");
    }

    /// <summary>One line for each run and percent of arrived demand.</summary>
    public static void WriteCsv(TextWriter output, IReadOnlyList<PackingResult> results)
    {
        output.WriteLine("trace,policy,seed,arrivals,failed,moves,allocatedPercentWithoutMoves,"
            + "arrived,allocated,fragmentation,fragmentationRatio,milliseconds");
        foreach (var result in results)
        {
            var run = result.Run;
            foreach (var point in run.Curve)
            {
                output.WriteLine(CsvText.Line(
                    result.Trace, run.Policy, run.Seed,
                    run.Arrivals, run.Failed, run.Moves, run.AllocatedPercentWithoutMoves,
                    point.Arrived, point.Allocated, point.Fragmentation, point.FragmentationRatio,
                    result.Measured.Milliseconds));
            }
        }
    }

    private static void WriteRun(Utf8JsonWriter json, PackingResult result, bool withMoves)
    {
        var run = result.Run;
        json.WriteString("trace", result.Trace);
        json.WriteString("policy", run.Policy);
        json.WriteNumber("seed", run.Seed);
        json.WriteNumber("arrivals", run.Arrivals);
        json.WriteNumber("failed", run.Failed);
        json.WriteNumberOrNull("allocatedPercent", run.AllocatedPercent);
        json.WriteStartArray("curve");
        foreach (var point in run.Curve)
            WritePoint(json, point);
        json.WriteEndArray();
        json.WriteNumber("milliseconds", result.Measured.Milliseconds);
        if (!withMoves) return;
        json.WriteNumber("moves", run.Moves);
        json.WriteNumberOrNull("allocatedPercentWithoutMoves", run.AllocatedPercentWithoutMoves);
    }

    private static void WritePoint(Utf8JsonWriter json, PackingCurvePoint point)
    {
        json.WriteStartObject();
        json.WriteNumber("arrived", point.Arrived);
        json.WriteNumberOrNull("allocated", point.Allocated);
        json.WriteNumberOrNull("fragmentation", point.Fragmentation);
        json.WriteNumberOrNull("fragmentationRatio", point.FragmentationRatio);
        json.WriteEndObject();
    }
}
