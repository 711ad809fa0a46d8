using System.Globalization;
using System.Text.Json;
using Headroom.Capacity.Ladder;
using Headroom.Cli.Output;

namespace Headroom.Cli.Capacity;

/// <summary>A gap for programs.</summary>
internal static class GapJson
{
    public static void Write(Utf8JsonWriter json, GapResult result)
    {
        var (ladder, factor) = (result.Ladder, result.Factor);
        json.WriteString("history", result.Name);
        json.WriteString("unit", result.Unit);
        json.WriteNumber("gpus", ladder.Supply.Gpus);
        json.WriteNumber("hours", ladder.Hours.Count);
        foreach (var (_, key, value) in result.Steps) json.WriteNumberOrNull(key, value * factor);
        json.WriteStartObject("wedge");
        json.WriteNumber("leadMonths", result.LeadMonths);
        json.WriteNumber("doublingMonths", result.DoublingMonths);
        json.WriteNumber("coverAtOpening", result.CoverAtOpening);
        json.WriteEndObject();
        json.WriteStartObject("routes");
        json.WriteNumberOrNull("share", result.Share * factor);
        json.WriteNumberOrNull("needLess", result.Returned(GapRoutes.NeedLess) * factor);
        json.WriteNumberOrNull("rent", result.Returned(GapRoutes.Rent) * factor);
        json.WriteNumberOrNull("build", result.Returned(GapRoutes.Build) * factor);
        json.WriteEndObject();
        WriteMeasures(json, result);
        WriteParts(json, "tenants", "tenant", ladder.Tenants, factor);
        WriteParts(json, "pools", "pool", ladder.Pools, factor);
        WriteParts(json, "chips", "chip", ladder.Chips, factor);
        if (result.Cells is { } cells) WriteCells(json, cells, factor);
        WriteHours(json, "hoursOfDay", ladder.HoursOfDay());
        WriteHours(json, "byHour", ladder.Hours);
    }

    private static void WriteMeasures(Utf8JsonWriter json, GapResult result)
    {
        json.WriteStartArray("measures");
        foreach (var measure in result.Measures)
        {
            json.WriteStartObject();
            json.WriteString("measure", measure.Name);
            json.WriteString("route", measure.Route);
            json.WriteNumber("gpuHours", measure.GpuHours);
            json.WriteNumber("costPerGpuHour", measure.CostPerGpuHour);
            json.WriteString("ready", measure.Ready.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteParts(
        Utf8JsonWriter json, string list, string key, IReadOnlyList<GapPart> parts, double factor)
    {
        json.WriteStartArray(list);
        foreach (var part in parts)
        {
            json.WriteStartObject();
            json.WriteString(key, part.Name);
            json.WriteNumber("running", part.Demand.Running * factor);
            json.WriteNumber("pending", part.Demand.Pending * factor);
            json.WriteNumber("refused", part.Demand.Refused * factor);
            json.WriteNumberOrNull("inService", part.InService * factor);
            json.WriteNumberOrNull("gap", part.Gap * factor);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // Hours without demand are left out: most cells have few.
    private static void WriteCells(Utf8JsonWriter json, IReadOnlyList<GapCell> cells, double factor)
    {
        json.WriteStartArray("cells");
        foreach (var cell in cells)
        {
            var demand = cell.Demand;
            json.WriteStartObject();
            json.WriteString("pool", cell.Pool);
            json.WriteString("chip", cell.Chip);
            json.WriteString("tenant", cell.Tenant);
            json.WriteNumber("running", demand.Running * factor);
            json.WriteNumber("pending", demand.Pending * factor);
            json.WriteNumber("refused", demand.Refused * factor);
            json.WriteStartArray("byHour");
            foreach (var (at, hour) in cell.Hours.Index().Where(one => one.Item.Demand > 0))
            {
                json.WriteStartObject();
                json.WriteNumber("hour", at);
                json.WriteNumber("runningGpus", hour.Running);
                json.WriteNumber("pendingGpus", hour.Pending);
                json.WriteNumber("refusedGpus", hour.Refused);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteHours(Utf8JsonWriter json, string list, IReadOnlyList<GapHour> hours)
    {
        json.WriteStartArray(list);
        foreach (var hour in hours)
        {
            json.WriteStartObject();
            json.WriteNumber("runningGpus", hour.Running);
            json.WriteNumber("pendingGpus", hour.Pending);
            json.WriteNumber("refusedGpus", hour.Refused);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
