using System.Text.Json;
using Headroom.Cli.Output;

namespace Headroom.Cli.Replay;

/// <summary>Prints queue runs for programs. The names are an interface: add, never rename.</summary>
internal static class QueueOutput
{
    public static void WriteJson(TextWriter output, IReadOnlyList<QueueResult> results)
    {
        output.Write("{\"runs\":");
        JsonText.WriteArray(output, results, WriteRun);
        output.WriteLine("}");
    }

    public static void WriteCsv(TextWriter output, IReadOnlyList<QueueResult> results)
    {
        output.WriteLine(
            "trace,policy,jobs,averageCompletionSeconds,makespanSeconds,p99CompletionSeconds,averageWaitSeconds,"
            + "p99WaitSeconds,utilisation,preemptions,gpuHoursLost,digest,milliseconds");
        foreach (var result in results)
        {
            var run = result.Run;
            output.WriteLine(CsvText.Line(
                result.Trace, run.Policy, run.Jobs,
                run.AverageCompletionSeconds, run.MakespanSeconds, run.P99CompletionSeconds,
                run.AverageWaitSeconds, run.P99WaitSeconds,
                run.Utilisation, run.Preemptions, run.GpuHoursLost, run.Digest,
                result.Measured.Milliseconds));
        }
    }

    private static void WriteRun(Utf8JsonWriter json, QueueResult result)
    {
        var run = result.Run;
        json.WriteString("trace", result.Trace);
        json.WriteString("policy", run.Policy);
        json.WriteNumber("jobs", run.Jobs);
        json.WriteNumberOrNull("averageCompletionSeconds", run.AverageCompletionSeconds);
        json.WriteNumberOrNull("makespanSeconds", run.MakespanSeconds);
        json.WriteNumberOrNull("p99CompletionSeconds", run.P99CompletionSeconds);
        json.WriteNumberOrNull("averageWaitSeconds", run.AverageWaitSeconds);
        json.WriteNumberOrNull("p99WaitSeconds", run.P99WaitSeconds);
        json.WriteNumberOrNull("utilisation", run.Utilisation);
        json.WriteNumber("preemptions", run.Preemptions);
        json.WriteNumberOrNull("gpuHoursLost", run.GpuHoursLost);
        json.WriteString("digest", run.Digest);
        json.WriteNumber("milliseconds", result.Measured.Milliseconds);
    }
}
