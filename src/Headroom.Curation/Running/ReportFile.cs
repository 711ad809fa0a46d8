using System.Text.Json;

namespace Headroom.Curation.Running;

/// <summary>Writes what a run did for programs; the names are an interface: add, never rename.</summary>
public static class ReportFile
{
    /// <summary>Name of the report in the folder of a run.</summary>
    public const string Name = "report.json";

    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n" };

    /// <summary>Writes the report to a file, whole or not at all.</summary>
    public static void Write(string path, RunReport report)
    {
        var partial = path + ".partial";
        using (var stream = File.Create(partial))
        using (var json = new Utf8JsonWriter(stream, Indented))
        {
            json.WriteStartObject();
            WriteMembers(json, report);
            json.WriteEndObject();
        }

        File.Move(partial, path, overwrite: true);
    }

    /// <summary>Reads a report.</summary>
    /// <exception cref="JsonException">The file is not what <see cref="Write"/> wrote.</exception>
    public static RunReport Read(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        var root = document.RootElement;
        return new RunReport(
            Number("documentsIn"), Number("bytesIn"), Number("documentsOut"), Number("bytesOut"),
            Number("documentsEdited"), Number("damagedRecords"), ReadCounts(root, "removed"))
        {
            Cut = ReadCounts(root, "cut"),
            Sources = ReportParts.ReadSources(root),
            Languages = ReportParts.ReadLanguages(root),
            Examples = ReportParts.ReadExamples(root),
        };

        long Number(string name) => root.GetProperty(name).GetInt64();
    }

    /// <summary>Writes the members of the report into an open object.</summary>
    public static void WriteMembers(Utf8JsonWriter json, RunReport report)
    {
        json.WriteNumber("documentsIn", report.DocumentsIn);
        json.WriteNumber("bytesIn", report.BytesIn);
        json.WriteNumber("documentsOut", report.DocumentsOut);
        json.WriteNumber("bytesOut", report.BytesOut);
        json.WriteNumber("documentsEdited", report.DocumentsEdited);
        json.WriteNumber("damagedRecords", report.DamagedRecords);
        WriteCounts(json, "removed", report.Removed);
        WriteCounts(json, "cut", report.Cut);
        ReportParts.Write(json, report);
    }

    private static StageCount[] ReadCounts(JsonElement root, string name) =>
    [
        .. root.GetProperty(name).EnumerateArray().Select(count => new StageCount(
            count.GetProperty("stage").GetString()!, count.GetProperty("reason").GetString()!,
            count.GetProperty("documents").GetInt64(), count.GetProperty("bytes").GetInt64())),
    ];

    private static void WriteCounts(Utf8JsonWriter json, string name, IReadOnlyList<StageCount> counts)
    {
        json.WriteStartArray(name);
        foreach (var count in counts)
        {
            json.WriteStartObject();
            json.WriteString("stage", count.Stage);
            json.WriteString("reason", count.Reason);
            json.WriteNumber("documents", count.Documents);
            json.WriteNumber("bytes", count.Bytes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
