using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Headroom.Cli.Demo;

/// <summary>A record of the demo.</summary>
/// <param name="Text">What stands in it.</param>
/// <param name="Later">Whether it came back: a patient, or a client who did not pay.</param>
internal sealed record DemoRecord(
    [property: JsonPropertyName("text")] string Text, [property: JsonPropertyName("later")] bool Later)
{
    // Chinese stays readable.
    private static readonly JsonSerializerOptions Readable =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IReadOnlyList<DemoRecord> Read(string path) =>
    [
        .. File.ReadLines(path).Where(line => line.Length > 0)
            .Select(line => JsonSerializer.Deserialize<DemoRecord>(line)!),
    ];

    public static void Write(string path, IEnumerable<DemoRecord> records) =>
        File.WriteAllLines(path, records.Select(record => JsonSerializer.Serialize(record, Readable)));
}
