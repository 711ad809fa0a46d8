using System.Text.Json;

namespace Headroom.Privacy.Masking;

/// <summary>What is on the disk of one file of a run that may be stopped.</summary>
/// <param name="Reached">What of the source it is.</param>
/// <param name="Written">Bytes of the output.</param>
/// <param name="Findings">Bytes of the list of findings, up to those of this file.</param>
/// <param name="Bytes">Bytes of the uncompressed source, where all of it is done; else 0.</param>
/// <param name="IsWhole">Whether all of it is done.</param>
/// <param name="FoundAgain">What a second reading of the output found; null before it.</param>
internal sealed record MaskPlace(
    MaskCheckpoint Reached, long Written, long Findings, long Bytes, bool IsWhole, FoundAgain? FoundAgain)
{
    /// <summary>Nothing is done; findings of files before may be there.</summary>
    public static MaskPlace Start(long findings) => new(MaskCheckpoint.Start, 0, findings, 0, false, null);

    /// <summary>Reads what <see cref="Write"/> wrote; null where it wrote nothing.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static MaskPlace? Read(string path) => File.Exists(path) ? RunState.Read(path, Of) : null;

    /// <summary>Writes it, whole or not at all.</summary>
    public void Write(string path) => RunState.Write(path, json =>
    {
        json.WriteNumber("offset", Reached.Offset);
        json.WriteNumber("records", Reached.Records);
        json.WriteNumber("written", Written);
        json.WriteNumber("findings", Findings);
        json.WriteNumber("bytes", Bytes);
        json.WriteBoolean("whole", IsWhole);
        if (FoundAgain is { } again) json.WriteNumber("foundAgain", again.Count);
        else json.WriteNull("foundAgain");
        json.WriteNumber("foundInPlace", FoundAgain?.InPlace ?? 0);
        json.WriteStartObject("counts");
        foreach (var (entity, count) in Reached.Counts.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            json.WriteNumber(entity, count);
        json.WriteEndObject();
    });

    private static MaskPlace Of(JsonElement root)
    {
        var counts = root.GetProperty("counts").EnumerateObject()
            .ToDictionary(pair => pair.Name, pair => pair.Value.GetInt64());
        var again = root.GetProperty("foundAgain");
        return new MaskPlace(
            new MaskCheckpoint(Number("offset"), Number("records"), counts), Number("written"), Number("findings"),
            Number("bytes"), root.GetProperty("whole").GetBoolean(),
            again.ValueKind == JsonValueKind.Null ? null : new FoundAgain(again.GetInt64(), Number("foundInPlace")));

        long Number(string name) => root.GetProperty(name).GetInt64();
    }
}
