using System.Text.Json;
using Headroom.Testing;

namespace Headroom.Privacy.Tests;

/// <summary>The published cases beside the checkout.</summary>
internal static class CaseFile
{
    public static IEnumerable<JsonElement> Rows(string name) =>
        File.ReadLines(PublicData.Require($"privacy/{name}")).Where(line => line.Length > 0)
            .Select(line => JsonDocument.Parse(line).RootElement);

    public static IEnumerable<JsonElement> Presidio() =>
        Directory.GetFiles(PublicData.Require("privacy"), "presidio_*.jsonl").Order(StringComparer.Ordinal)
            .Where(path => !path.Contains("research", StringComparison.Ordinal) && !path.Contains("validators", StringComparison.Ordinal))
            .SelectMany(path => Rows(Path.GetFileName(path)));
}
