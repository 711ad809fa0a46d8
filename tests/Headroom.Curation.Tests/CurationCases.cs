using System.IO.Compression;
using System.Text.Json;
using Headroom.Testing;

namespace Headroom.Curation.Tests;

/// <summary>The recorded answers of published programs, and the corpus that they were asked about.</summary>
internal static class CurationCases
{
    /// <summary>Cases of one file, by their rule; all of them when no rule is named.</summary>
    public static IEnumerable<JsonElement> Of(string file, string? rule = null)
    {
        foreach (var line in File.ReadLines(PublicData.Require(Path.Combine("curation", file))))
        {
            var item = JsonDocument.Parse(line).RootElement;
            if (rule is null || item.GetProperty("rule").GetString() == rule) yield return item;
        }
    }

    /// <summary>The records of a compressed file.</summary>
    public static IEnumerable<JsonElement> Records(string file)
    {
        using var stream = new GZipStream(
            File.OpenRead(PublicData.Require(Path.Combine("curation", file))), CompressionMode.Decompress);
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line) yield return JsonDocument.Parse(line).RootElement;
    }
}
