using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Headroom.Curation.Tests.Running;

/// <summary>Web archives and pages as inputs of a run.</summary>
public sealed class ArchiveRunTests : IDisposable
{
    private const string Html = "<html><body><p>The text of a page, which is not long, but long enough.</p></body></html>";
    private const string Recipe = "lineage: true\nstages: []";

    private readonly RunFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void Pages_and_texts_of_an_archive_become_records_and_others_are_passed_over()
    {
        var archive = new MemoryStream();
        string[] records =
        [
            Record("warcinfo", "urn:0", "software: some\r\n"),
            Record("request", "urn:1", "GET / HTTP/1.1\r\n\r\n"),
            Response("urn:2", Html),
            Record("response", "urn:3", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nPNG"),
            Record("conversion", "urn:4", "A text that somebody extracted."),
        ];

        // As crawlers write them: each record is a member of its own.
        foreach (var record in records)
        {
            using var member = new GZipStream(archive, CompressionLevel.Fastest, leaveOpen: true);
            member.Write(Encoding.UTF8.GetBytes(record));
        }

        var report = _fixture.Run(Recipe, "out", [_fixture.Write("a.warc.gz", archive.ToArray())]);

        var kept = Kept("out/kept/a.jsonl.gz");
        Assert.Equal(["urn:2", "urn:4"], kept.Select(record => record.GetProperty("id").GetString()));
        Assert.Equal("The text of a page, which is not long, but long enough.", kept[0].GetProperty("text").GetString());
        Assert.Equal("https://example.org/", kept[0].GetProperty("url").GetString());
        Assert.Equal(records[0].Length + records[1].Length,
            kept[0].GetProperty("headroom").GetProperty("offset").GetInt64());
        Assert.Equal((2, 0), (report.DocumentsIn, report.DamagedRecords));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(-7)]
    [InlineData(200_000_000)]
    public void A_record_with_a_wrong_length_is_set_aside_and_the_rest_is_read(int wrong)
    {
        var first = Response("urn:1", Html);
        var broken = Record("conversion", "urn:2", "A text of a wrong length.", wrong);
        var input = _fixture.Write("a.warc", first + broken + Record("conversion", "urn:3", "The last text."));

        var report = _fixture.Run(Recipe, "out", [input]);

        Assert.Equal(["urn:1", "urn:3"], Kept("out/kept/a.jsonl").Select(record => record.GetProperty("id").GetString()));
        Assert.Equal(1, report.DamagedRecords);
        using var damaged = JsonDocument.Parse(File.ReadAllText(_fixture.Path("out/damaged/a.jsonl")));
        Assert.Equal(first.Length, damaged.RootElement.GetProperty("offset").GetInt64());
        Assert.Contains(wrong > 1000 ? "longer than 64 MiB" : "Content-Length of the record is wrong",
            damaged.RootElement.GetProperty("problem").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_archive_that_is_cut_off_gives_what_is_whole()
    {
        var whole = Response("urn:1", Html) + Response("urn:2", Html);
        var input = _fixture.Write("a.warc", whole[..^30]);

        var report = _fixture.Run(Recipe, "out", [input]);

        Assert.Equal((1, 1), (report.DocumentsIn, report.DamagedRecords));
    }

    [Fact]
    public void Results_over_many_blocks_do_not_depend_on_the_number_of_workers()
    {
        var text = string.Join(' ', Enumerable.Range(0, 3_000).Select(number => $"word{number}"));
        var archive = string.Concat(Enumerable.Range(0, 200).Select(number => Record(
            "conversion", $"urn:{number}", $"{number} {text}", number % 17 == 3 ? 5 : 0)));
        var input = _fixture.Write("a.warc", archive);

        var report = _fixture.Run(Recipe, "one", [input], workers: 1);
        _fixture.Run(Recipe, "four", [input], workers: 4);

        Assert.Equal((188, 12), (report.DocumentsIn, report.DamagedRecords));
        Assert.All(_fixture.Results("one"), result => Assert.Equal(result.Value, _fixture.Results("four")[result.Key]));
    }

    [Fact]
    public void A_page_is_a_record_of_its_own()
    {
        var report = _fixture.Run(Recipe, "out", [_fixture.Write("page.html", Html)]);

        Assert.Equal(1, report.DocumentsIn);
        Assert.Equal("The text of a page, which is not long, but long enough.",
            Kept("out/kept/page.jsonl").Single().GetProperty("text").GetString());
    }

    private List<JsonElement> Kept(string name)
    {
        using var file = File.OpenRead(_fixture.Path(name));
        using var reader = new StreamReader(
            name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)];
    }

    private static string Response(string id, string html) =>
        Record("response", id, $"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{html}");

    private static string Record(string type, string id, string body, int wrong = 0) =>
        $"WARC/1.0\r\nWARC-Type: {type}\r\nWARC-Record-ID: {id}\r\nWARC-Target-URI: https://example.org/\r\n"
        + $"Content-Length: {Encoding.UTF8.GetByteCount(body) + wrong}\r\n\r\n{body}\r\n\r\n";
}
