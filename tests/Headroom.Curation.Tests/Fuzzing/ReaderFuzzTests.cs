using System.IO.Compression;
using System.Text;
using CsCheck;
using Headroom.Curation.Decontamination;
using Headroom.Curation.Quality;
using Headroom.Curation.Recipes;
using Headroom.Curation.Running;
using Headroom.Curation.Tests.Running;
using Headroom.Curation.Tokens;
using Headroom.Curation.Worth;

namespace Headroom.Curation.Tests.Fuzzing;

/// <summary>
/// Spoilt files come in. Of those of documents the rest is done; those of settings are read, or refused in a sentence.
/// </summary>
public sealed class ReaderFuzzTests : IDisposable
{
    private const string Html =
        "<html><head><title>A page</title></head><body><nav><a href='/'>Home</a></nav><div class=article-body><p>A text "
        + "that is long enough, with commas, to be an article.</p><pre>x</pre></div></body></html>";

    private readonly RunFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Theory]
    [InlineData(OutputForm.AsInput)]
    [InlineData(OutputForm.Lines)]
    [InlineData(OutputForm.Table)]
    public void Of_spoilt_documents_the_rest_is_done(OutputForm form)
    {
        var files = Documents();
        var run = 0;
        Spoiling.Any.Array[files.Count].Sample(12, spoil =>
        {
            string[] inputs = [.. files.Select((file, index) => _fixture.Write(file.Name, spoil[index](file.Bytes)))];
            var output = $"out{form}{run++}";

            var report = _fixture.Run("stages: [repair, exact-duplicates]", output, inputs, workers: 2, form: form);

            Assert.InRange(report.DocumentsOut, 0, 400);
            Assert.True(report.DocumentsIn >= report.DocumentsOut);
            Directory.Delete(_fixture.Path(output), recursive: true);
        });
    }

    [Fact]
    public void A_spoilt_recipe_is_read_or_refused() => Refused(
        Profiles.Text("fineweb"), text => RecipeFile.Parse("recipe", text));

    [Fact]
    public void A_spoilt_quality_model_is_read_or_refused() =>
        Refused(QualityModel.Shipped.Text(), text => QualityModel.Read(_fixture.Write("m", text)));

    [Fact]
    public void Spoilt_benchmarks_are_read_or_refused() => Refused(
        "{\"text\":\"One two three four five.\"}\nA line of words, of which there are some.\n",
        text => Contaminants.Read([_fixture.Write("b.jsonl", text)], "text", 3));

    [Fact]
    public void A_spoilt_tokenizer_is_read_or_refused() => Refused(
        """
        {"model":{"type":"BPE","vocab":{"a":0,"b":1,"ab":2},"merges":["a b"]},"added_tokens":[{"id":3,"content":"<s>",
        "single_word":false,"lstrip":true,"rstrip":false,"normalized":false,"special":true}],"normalizer":{"type":"NFC"},
        "pre_tokenizer":{"type":"ByteLevel","add_prefix_space":false,"use_regex":true}}
        """,
        text => TokenizerJson.Read(_fixture.Write("t.json", text)));

    [Fact]
    public void Spoilt_training_records_are_read_or_refused() => Refused(
        """{"dataset":"c4","params":1.4e9,"tokens":2.9e10,"flops":2.5e20,"core_v2":21.1}""",
        text => TrainingRecords.Read(_fixture.Write("w.jsonl", text)));

    private static void Refused(string text, Action<string> read) => Spoiling.Any.Sample(250, spoil =>
    {
        try
        {
            read(Encoding.UTF8.GetString(spoil(Encoding.UTF8.GetBytes(text))));
        }
        catch (CurationException fault)
        {
            Assert.InRange(fault.Message.Length, 10, 1_000);
        }
    });

    private List<(string Name, byte[] Bytes)> Documents()
    {
        var lines = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 30).Select(
            number => $"{{\"id\":{number},\"text\":\"Text \\u4f60 {number} 好.\\nMore of it.\",\"more\":{{\"a\":[1,null]}}}}\n")));
        var archive = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 6).Select(Page)));
        var members = Enumerable.Range(0, 6).SelectMany(number => Gzip(Encoding.UTF8.GetBytes(Page(number)))).ToArray();
        var table = File.ReadAllBytes(SomeRows.Of([.. Enumerable.Range(0, 30).Select(row => $"Row {row} has a text.")])
            .Write(_fixture.Path("seed"), groupRows: 11));
        using var zstandard = new ZstdSharp.Compressor();
        return
        [
            ("a.jsonl", lines), ("b.jsonl.gz", [.. Gzip(lines), .. Gzip(lines)]), ("c.jsonl.zst", zstandard.Wrap(lines).ToArray()),
            ("d.warc", archive), ("e.warc.gz", members), ("f.html", Encoding.UTF8.GetBytes(Html)),
            ("g.txt", "A plain text.\nOf lines 行.\n"u8.ToArray()), ("h.txt.gz", Gzip("Another text."u8.ToArray())), ("i.parquet", table),
        ];
    }

    private static string Page(int number)
    {
        var body = $"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n{Html.Length:x}\r\n{Html}\r\n0\r\n\r\n";
        return $"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: urn:{number}\r\nContent-Length: {body.Length}\r\n\r\n{body}\r\n\r\n";
    }

    private static byte[] Gzip(byte[] text)
    {
        var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(text);
        return stream.ToArray();
    }
}
