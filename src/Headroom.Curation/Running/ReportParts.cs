using System.Text.Json;

namespace Headroom.Curation.Running;

/// <summary>What a report tells by file, by language and by example, as JSON.</summary>
internal static class ReportParts
{
    public static void Write(Utf8JsonWriter json, RunReport report)
    {
        json.WriteStartArray("sources");
        foreach (var source in report.Sources)
        {
            json.WriteStartObject();
            json.WriteString("file", source.File);
            json.WriteNumber("documentsIn", source.DocumentsIn);
            json.WriteNumber("bytesIn", source.BytesIn);
            json.WriteNumber("documentsOut", source.DocumentsOut);
            json.WriteNumber("bytesOut", source.BytesOut);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("languages");
        foreach (var language in report.Languages)
        {
            json.WriteStartObject();
            json.WriteString("language", language.Language);
            json.WriteNumber("documents", language.Documents);
            json.WriteNumber("passed", language.Passed);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("examples");
        foreach (var example in report.Examples)
        {
            json.WriteStartObject();
            json.WriteString("stage", example.Stage);
            json.WriteString("reason", example.Reason);
            json.WriteString("file", example.File);
            json.WriteNumber("place", example.Place);
            json.WriteString("text", example.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static SourceCount[] ReadSources(JsonElement root) =>
    [
        .. root.GetProperty("sources").EnumerateArray().Select(source => new SourceCount(
            Text(source, "file"), Number(source, "documentsIn"), Number(source, "bytesIn"),
            Number(source, "documentsOut"), Number(source, "bytesOut"))),
    ];

    public static LanguageCount[] ReadLanguages(JsonElement root) =>
    [
        .. root.GetProperty("languages").EnumerateArray().Select(language => new LanguageCount(
            Text(language, "language"), Number(language, "documents"), Number(language, "passed"))),
    ];

    public static RemovedExample[] ReadExamples(JsonElement root) =>
    [
        .. root.GetProperty("examples").EnumerateArray().Select(example => new RemovedExample(
            Text(example, "stage"), Text(example, "reason"), Text(example, "file"), Number(example, "place"),
            Text(example, "text"))),
    ];

    private static string Text(JsonElement owner, string name) => owner.GetProperty(name).GetString()!;

    private static long Number(JsonElement owner, string name) => owner.GetProperty(name).GetInt64();
}
