using System.Globalization;
using System.Text.Json;

namespace Headroom.Traces.Kueue;

/// <summary>
/// What one Workload object of Kueue (kueue.x-k8s.io, v1beta1 and later) says. Times are milliseconds since 1970.
/// </summary>
internal sealed record Workload
{
    private const int GpusMax = 1_000_000;

    public required string Id { get; init; }

    public required string Tenant { get; init; }

    public required string Name { get; init; }

    public required string Pool { get; init; }

    public required string Chip { get; init; }

    public required int Gpus { get; init; }

    public required long Submitted { get; init; }

    /// <summary>When it was admitted last; null where it never was.</summary>
    public required long? Admitted { get; init; }

    /// <summary>When it finished, or was taken out of the queue for good; null before that.</summary>
    public required long? Ended { get; init; }

    public required long? LimitMilliseconds { get; init; }

    /// <summary>The latest time that it names.</summary>
    public long Latest => Math.Max(Submitted, Math.Max(Admitted ?? 0, Ended ?? 0));

    /// <summary>Reads one.</summary>
    /// <exception cref="FormatException">A part is missing or is no such thing; the message says which.</exception>
    public static Workload Read(JsonElement item)
    {
        var (metadata, spec) = (Part(item, "metadata"), Part(item, "spec"));
        var (status, name) = (Optional(item, "status"), Text(metadata, "name"));
        if (name.Length == 0) throw new FormatException("metadata.name is missing");

        var tenant = Text(metadata, "namespace");
        var admission = Optional(status, "admission");
        var (gpus, chip) = Assigned(admission);
        var admitted = TimeOf(status, "Admitted") ?? TimeOf(status, "QuotaReserved");
        return new Workload
        {
            Id = $"{tenant}/{name}",
            Tenant = tenant,
            Name = name,
            Pool = Text(admission, "clusterQueue") is { Length: > 0 } queue ? queue : Text(spec, "queueName"),
            Chip = chip,
            Gpus = gpus > 0 ? gpus : Requested(spec),
            Submitted = Time(Text(metadata, "creationTimestamp"), "metadata.creationTimestamp"),
            Admitted = admitted,
            Ended = TimeOf(status, "Finished") ?? TimeOf(status, "DeactivationTarget")
                ?? (IsInactive(spec) ? TimeOf(status, "Evicted") : null),
            LimitMilliseconds = Optional(spec, "maximumExecutionTimeSeconds") is { ValueKind: JsonValueKind.Number } limit
                && limit.TryGetInt64(out var seconds) && seconds is > 0 and < int.MaxValue
                ? seconds * 1000
                : null,
        };
    }

    private static bool IsInactive(JsonElement spec) =>
        Optional(spec, "active") is { ValueKind: JsonValueKind.False };

    // What was assigned to all pod sets, with the flavor of the first that has accelerators.
    private static (int Gpus, string Chip) Assigned(JsonElement admission)
    {
        var (sum, chip) = (0L, "");
        foreach (var podSet in Items(admission, "podSetAssignments"))
        {
            foreach (var resource in Properties(podSet, "resourceUsage").Where(one => AcceleratorNames.Has(one.Name)))
            {
                sum += Whole(resource.Value);
                if (chip.Length == 0) chip = Text(Optional(podSet, "flavors"), resource.Name);
            }
        }

        return (Bounded(sum), chip);
    }

    private static int Requested(JsonElement spec)
    {
        var sum = 0L;
        foreach (var podSet in Items(spec, "podSets"))
        {
            var count = Optional(podSet, "count") is { ValueKind: JsonValueKind.Number } number
                && number.TryGetInt32(out var pods) ? pods : 1;
            var each = 0L;
            foreach (var container in Items(Optional(Optional(podSet, "template"), "spec"), "containers"))
            {
                var resources = Optional(container, "resources");
                var asked = Properties(resources, "requests").Concat(Properties(resources, "limits"))
                    .Where(one => AcceleratorNames.Has(one.Name)).DistinctBy(one => one.Name);
                each += asked.Sum(one => Whole(one.Value));
            }

            sum += count * each;
        }

        return Bounded(sum);
    }

    private static int Bounded(long gpus) => gpus is >= 0 and <= GpusMax
        ? (int)gpus
        : throw new FormatException($"it asks for {gpus} accelerators, and 0 to {GpusMax} are read");

    // Accelerators are whole: a text of digits, or a number.
    private static long Whole(JsonElement quantity)
    {
        var text = quantity.ValueKind == JsonValueKind.String ? quantity.GetString()! : quantity.GetRawText();
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count
            : throw new FormatException($"an amount of accelerators is '{text}' and no whole number");
    }

    private static long? TimeOf(JsonElement status, string condition)
    {
        foreach (var one in Items(status, "conditions"))
        {
            if (Text(one, "type") == condition && Text(one, "status") == "True")
                return Time(Text(one, "lastTransitionTime"), $"lastTransitionTime of {condition}");
        }

        return null;
    }

    private static long Time(string text, string what) =>
        DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time)
            && time.Year >= 2000
            ? time.ToUnixTimeMilliseconds()
            : throw new FormatException($"{what} is no time such as 2026-05-01T12:00:00Z");

    private static JsonElement Part(JsonElement item, string name) =>
        Optional(item, name) is { ValueKind: JsonValueKind.Object } part
            ? part
            : throw new FormatException($"{name} is missing");

    private static JsonElement Optional(JsonElement item, string name) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var part) ? part : default;

    private static string Text(JsonElement item, string name) =>
        Optional(item, name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";

    private static JsonElement.ArrayEnumerator Items(JsonElement item, string name) =>
        Optional(item, name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : default;

    private static JsonElement.ObjectEnumerator Properties(JsonElement item, string name) =>
        Optional(item, name) is { ValueKind: JsonValueKind.Object } part ? part.EnumerateObject() : default;
}
