using System.Text.Json;
using Headroom.Cluster;
using Headroom.Traces.Input;
using Headroom.Traces.Jobs;

namespace Headroom.Traces.Kueue;

/// <summary>
/// Reads workloads of Kueue as a history of jobs. A place in the list stands for a line. Work that had not ended is
/// taken to run up to the latest time of the file, which is about when it was written.
/// </summary>
internal static class WorkloadReader
{
    private const long TextMax = 1L << 29;
    private const int ToleratedFaults = 100;

    /// <summary>Reads a file.</summary>
    /// <exception cref="TraceFormatException">It is no list of workloads, or holds none that can be read.</exception>
    public static JobHistory Read(string path, bool isStrict)
    {
        using var document = Parse(path);
        var (workloads, skipped, seen) = (new List<Workload>(), new List<SkippedLine>(), new HashSet<string>());
        var place = 0;
        foreach (var item in ItemsOf(path, document.RootElement))
        {
            place++;
            try
            {
                var workload = Workload.Read(item);
                if (!seen.Add(workload.Id)) throw new FormatException($"workload {workload.Id} is listed twice");

                workloads.Add(workload);
            }
            catch (FormatException fault)
            {
                const string Remedy = "export with 'kubectl get workloads -A -o json'";
                if (isStrict) throw new TraceFormatException(path, place, fault.Message, Remedy);

                skipped.Add(new SkippedLine(place, $"{fault.Message}; {Remedy}"));
                if (skipped.Count > ToleratedFaults && 2 * skipped.Count > place)
                    throw new TraceFormatException(path, place, $"most items are at fault: {fault.Message}", Remedy);
            }
        }

        return History(path, workloads, skipped);
    }

    private static JsonDocument Parse(string path)
    {
        using var text = TraceFile.Open(path, TextMax, "export one namespace at a time");
        try
        {
            return JsonDocument.Parse(text.ReadToEnd());
        }
        catch (JsonException fault)
        {
            throw new TraceFormatException(
                path, (fault.LineNumber ?? 0) + 1, "this is no JSON", "export with 'kubectl get workloads -A -o json'");
        }
    }

    private static IEnumerable<JsonElement> ItemsOf(string path, JsonElement root) => root switch
    {
        { ValueKind: JsonValueKind.Array } => root.EnumerateArray(),
        { ValueKind: JsonValueKind.Object } when root.TryGetProperty("items", out var items)
            && items.ValueKind == JsonValueKind.Array => items.EnumerateArray(),
        { ValueKind: JsonValueKind.Object } when root.TryGetProperty("metadata", out _) => [root],
        _ => throw new TraceFormatException(
            path, 0, "there is no list of workloads", "export with 'kubectl get workloads -A -o json'"),
    };

    private static JobHistory History(string path, List<Workload> workloads, List<SkippedLine> skipped)
    {
        var ran = workloads.Where(workload => workload.Admitted is not null).ToArray();
        if (ran.Length == 0)
        {
            throw new TraceFormatException(
                path, 0, $"none of {workloads.Count} workloads was ever admitted", "name a list with work that ran");
        }

        var zero = workloads.Min(workload => workload.Submitted);
        var latest = workloads.Max(workload => workload.Latest);
        return new JobHistory(TraceFile.NameOf(path), [.. ran.Select(workload => Job(workload, zero, latest))], skipped)
        {
            Unstarted =
            [
                .. workloads.Where(workload => workload.Admitted is null).Select(workload => new UnstartedJob(
                    workload.Gpus, workload.Submitted - zero,
                    workload.Ended is { } left ? Math.Max(left, workload.Submitted) - zero : null)
                {
                    Tenant = workload.Tenant,
                    Pool = workload.Pool,
                    Chip = workload.Chip,
                }),
            ],
        };
    }

    private static RecordedJob Job(Workload workload, long zero, long latest)
    {
        // Clocks of a cluster differ: nothing starts before it is there, and nothing ends before it starts.
        var started = Math.Max(workload.Admitted!.Value, workload.Submitted);
        var ended = Math.Max(workload.Ended ?? latest, started);
        return new RecordedJob
        {
            Id = workload.Id,
            Tenant = workload.Tenant,
            Name = workload.Name,
            Pool = workload.Pool,
            Chip = workload.Chip,
            GpuCount = workload.Gpus,
            SubmittedMilliseconds = workload.Submitted - zero,
            StartedMilliseconds = started - zero,
            RuntimeMilliseconds = Math.Min(ended - started, JobBounds.MillisecondsMax),
            TimeLimitMilliseconds = workload.LimitMilliseconds,
        };
    }
}
