using System.IO.Compression;
using System.Text.Json;

namespace Headroom.Cli.Bench.Curate;

/// <summary>The documents of one language of the corpus that curation is measured on.</summary>
internal static class CorpusTexts
{
    /// <summary>Their records, a line of JSON each. Languages are told as the corpus does, by the start of their name:
    /// zh is zh-Hans and zh-Hant.</summary>
    public static IEnumerable<string> Records(BenchRun bench) => Read(bench, (line, _) => line);

    /// <summary>Their texts.</summary>
    public static IEnumerable<string> Texts(BenchRun bench) =>
        Read(bench, (_, record) => record.GetProperty("text").GetString()!);

    private static IEnumerable<string> Read(BenchRun bench, Func<string, JsonElement, string> part)
    {
        using var source = new GZipStream(File.OpenRead(bench.Histories.CurationCorpus), CompressionMode.Decompress);
        using var reader = new StreamReader(source);
        while (reader.ReadLine() is { } line)
        {
            using var record = JsonDocument.Parse(line);
            if (record.RootElement.GetProperty("lang").GetString()!.StartsWith(bench.Language, StringComparison.Ordinal))
                yield return part(line, record.RootElement);
        }
    }
}
