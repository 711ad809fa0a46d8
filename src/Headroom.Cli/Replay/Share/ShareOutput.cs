using System.Text.Json;
using Headroom.Cli.Output;
using Headroom.Simulation.Sharing;

namespace Headroom.Cli.Replay.Share;

/// <summary>Prints runs of a pool for programs. The names are an interface: add, never rename.</summary>
internal static class ShareOutput
{
    public static void WriteJson(TextWriter output, IReadOnlyList<ShareResult> results)
    {
        output.Write("{\"runs\":");
        JsonText.WriteArray(output, results, WriteRun);
        output.WriteLine("}");
    }

    public static void WriteCsv(TextWriter output, IReadOnlyList<ShareResult> results)
    {
        output.WriteLine(
            "trace,policy,scheduler,tenant,jobs,finished,failed,neverStarted,averageWaitSeconds,p99WaitSeconds,gpuHours,"
            + "entitledGpus,preemptions,violationGpuHours");
        foreach (var result in results)
        {
            foreach (var tenant in result.Run.Tenants)
            {
                output.WriteLine(CsvText.Line(
                    result.Trace, result.Policy, result.Run.Scheduler, tenant.Queue, tenant.Jobs.Submitted,
                    tenant.Jobs.Finished, tenant.Jobs.Failed, tenant.Jobs.NeverStarted, tenant.WaitSeconds.Mean,
                    tenant.WaitSeconds.P99, tenant.GpuHours, tenant.EntitledGpus, tenant.Preemptions,
                    tenant.ViolationGpuHours));
            }
        }
    }

    private static void WriteRun(Utf8JsonWriter json, ShareResult result)
    {
        var run = result.Run;
        json.WriteString("trace", result.Trace);
        json.WriteString("policy", result.Policy);
        json.WriteString("scheduler", run.Scheduler);
        WriteJobs(json, run.Jobs);
        WriteWaits(json, run.WaitSeconds);
        json.WriteNumberOrNull("averageCompletionSeconds", run.CompletionSeconds.Mean);
        json.WriteNumberOrNull("averageBoundedSlowdown", run.BoundedSlowdown.Mean);
        json.WriteNumberOrNull("makespanSeconds", run.MakespanSeconds);
        json.WriteNumberOrNull("utilisation", run.Utilisation);
        json.WriteNumberOrNull("gpuHoursHeld", run.Hours.Held);
        json.WriteNumberOrNull("gpuHoursLost", run.Hours.Lost);
        json.WriteNumber("preemptions", run.Preemptions);
        json.WriteNumberOrNull("fairness", run.Fairness);
        if (run.Guarantees is { } guarantees)
        {
            json.WriteNumber("guaranteeViolations", guarantees.Count);
            json.WriteNumberOrNull("guaranteeViolationGpuHours", guarantees.GpuHours);
        }

        json.WriteString("digest", run.Digest);
        json.WriteNumber("milliseconds", result.Measured.Milliseconds);
        json.WriteStartArray("tenants");
        foreach (var tenant in run.Tenants) WriteTenant(json, tenant);
        json.WriteEndArray();
    }

    private static void WriteTenant(Utf8JsonWriter json, TenantRun tenant)
    {
        json.WriteStartObject();
        json.WriteString("queue", tenant.Queue);
        WriteJobs(json, tenant.Jobs);
        WriteWaits(json, tenant.WaitSeconds);
        json.WriteNumberOrNull("gpuHours", tenant.GpuHours);
        json.WriteNumberOrNull("entitledGpus", tenant.EntitledGpus);
        json.WriteNumber("preemptions", tenant.Preemptions);
        json.WriteNumberOrNull("violationGpuHours", tenant.ViolationGpuHours);
        json.WriteEndObject();
    }

    private static void WriteJobs(Utf8JsonWriter json, JobCounts jobs)
    {
        json.WriteNumber("jobs", jobs.Submitted);
        json.WriteNumber("finished", jobs.Finished);
        json.WriteNumber("failed", jobs.Failed);
        json.WriteNumber("neverStarted", jobs.NeverStarted);
    }

    private static void WriteWaits(Utf8JsonWriter json, Spread seconds)
    {
        json.WriteNumberOrNull("averageWaitSeconds", seconds.Mean);
        json.WriteNumberOrNull("medianWaitSeconds", seconds.Median);
        json.WriteNumberOrNull("p99WaitSeconds", seconds.P99);
    }
}
