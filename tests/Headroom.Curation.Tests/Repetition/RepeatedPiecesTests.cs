using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Headroom.Curation.Repetition;
using Headroom.Testing;

namespace Headroom.Curation.Tests.Repetition;

/// <summary>Repeated lines, against the spans that dolma's deduper marks.</summary>
public sealed class RepeatedPiecesTests
{
    [Fact]
    public void Repeated_lines_are_those_that_dolma_marks()
    {
        var texts = Read("documents-000.json.gz").Select(record => record.GetProperty("text").GetString()!).ToArray();
        using var some = new SomeTexts(texts);

        var found = RepeatedPieces.Find(some.Texts, new TextPieces(areParagraphs: false), 0, new ParallelOptions());

        var cuts = new Cuts(some.Texts, found);
        var index = 0;
        foreach (var record in Read("expected-dedupe-paragraphs.json.gz"))
        {
            // Its positions are those of characters, and it gives the last line a line feed that is not there.
            var length = Encoding.UTF32.GetByteCount(texts[index]) / 4;
            var marked = record.GetProperty("attributes").GetProperty("bff_duplicate_paragraph_spans").EnumerateArray()
                .SelectMany(span => Enumerable.Range(span[0].GetInt32(), span[1].GetInt32() - span[0].GetInt32()))
                .Where(character => character < length);
            var bytes = Encoding.UTF8.GetBytes(texts[index]);
            var ours = cuts.Of(index++).SelectMany(range => Enumerable.Range(
                Encoding.UTF32.GetByteCount(Encoding.UTF8.GetString(bytes, 0, (int)range.Start)) / 4,
                Encoding.UTF32.GetByteCount(Encoding.UTF8.GetString(
                    bytes, (int)range.Start, (int)(range.End - range.Start))) / 4));
            Assert.Equal(marked, ours);
        }
    }

    [Fact]
    public void Paragraphs_end_at_empty_lines()
    {
        using var some = new SomeTexts(["one\ntwo\n\n\nthree", "three\n\none\ntwo", "one\n\ntwo"]);

        var found = RepeatedPieces.Find(some.Texts, new TextPieces(areParagraphs: true), 0, new ParallelOptions());

        // "three\n\n" and "one\ntwo" of the second text; they touch.
        Assert.Equal([new TextRange(15, 29)], found);
    }

    private static IEnumerable<JsonElement> Read(string file)
    {
        var path = PublicData.Require(Path.Combine("curation", "dolma_dedupe", file));
        using var stream = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line) yield return JsonDocument.Parse(line).RootElement;
    }
}
