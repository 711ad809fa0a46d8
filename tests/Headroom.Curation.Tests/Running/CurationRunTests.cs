using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Headroom.Curation.Tests.Running;

public sealed class CurationRunTests : IDisposable
{
    private const string Filters = "stages: [c4: {sentences-min: 1, line-words-min: 2}, exact-duplicates, minhash]";

    private readonly RunFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void Results_do_not_depend_on_the_number_of_workers()
    {
        var input = _fixture.Write("a.jsonl", Records(4_000));
        _fixture.Run(Filters, "one", [input], workers: 1);
        _fixture.Run(Filters, "four", [input], workers: 4);

        var one = _fixture.Results("one");
        var four = _fixture.Results("four");

        Assert.Equal(one.Keys.Order(), four.Keys.Order());
        Assert.All(one, result => Assert.Equal(result.Value, four[result.Key]));
        Assert.Contains("duplicates/a.jsonl", one.Keys);
    }

    [Theory]
    [InlineData("filtered")]
    [InlineData("passed")]
    [InlineData("index")]
    public void A_run_that_was_broken_off_goes_on_to_the_same_results(string lost)
    {
        string[] inputs = [_fixture.Write("a.jsonl", Records(500)), _fixture.Write("b.jsonl", Records(700))];
        var whole = _fixture.Run(Filters, "whole", inputs);
        _fixture.Run(Filters, "broken", inputs);

        // As if the second file had not been finished, and the results not written.
        File.Delete(_fixture.Path("broken/work/b.filtered"));
        File.Delete(_fixture.Path($"broken/work/b.{lost}"));
        Directory.Delete(_fixture.Path("broken/kept"), recursive: true);
        var resumed = _fixture.Run(Filters, "broken", inputs, resumes: true);

        Assert.Equal(whole.Removed, resumed.Removed);
        Assert.All(_fixture.Results("whole"), result => Assert.Equal(result.Value, _fixture.Results("broken")[result.Key]));
    }

    [Fact]
    public void Records_that_stay_are_the_bytes_that_were_read_and_removed_ones_tell_why_and_where()
    {
        const string Kept = """{"id":7, "text":"One sentence is here.", "more":{"a":[1,2]}}""";
        const string Gone = """{"text":"no"}""";
        var input = _fixture.Write("a.jsonl", $"{Kept}\n{Gone}\n");

        var report = _fixture.Run("stages: [c4: {sentences-min: 1}]", "out", [input]);

        Assert.Equal((2, 1), (report.DocumentsIn, report.DocumentsOut));
        Assert.Equal(Kept + "\n", File.ReadAllText(_fixture.Path("out/kept/a.jsonl")));
        var removed = JsonDocument.Parse(File.ReadAllText(_fixture.Path("out/removed/a.jsonl"))).RootElement;
        var why = removed.GetProperty("headroom");
        Assert.Equal("too_few_sentences", why.GetProperty("reason").GetString());
        Assert.Equal(Kept.Length + 1, why.GetProperty("offset").GetInt64());
        Assert.Equal(input, why.GetProperty("file").GetString());
    }

    [Fact]
    public void Duplicates_name_the_record_that_they_repeat()
    {
        var text = string.Join(' ', Enumerable.Range(0, 200).Select(word => $"word{word}"));
        var input = _fixture.Write("a.jsonl",
            $$"""
            {"text":"{{text}}"}
            {"text":"{{text}}"}
            {"text":"{{text}} and more"}
            {"text":"something else of its own"}

            """);

        var report = _fixture.Run("stages: [exact-duplicates, minhash]", "out", [input]);

        Assert.Equal(2, report.DocumentsOut);
        Assert.Equal(
            [("exact-duplicates", 1L), ("minhash", 1L)], report.Removed.Select(count => (count.Stage, count.Documents)));
        Assert.All(File.ReadLines(_fixture.Path("out/duplicates/a.jsonl")), line => Assert.Equal(
            0, JsonDocument.Parse(line).RootElement.GetProperty("headroom").GetProperty("of").GetProperty("offset").GetInt64()));
    }

    [Fact]
    public void A_copy_in_another_order_is_a_noisy_duplicate()
    {
        var sentences = Enumerable.Range(0, 20)
            .Select(line => string.Join(' ', Enumerable.Range(0, 8).Select(word => $"word{100 * line + word}")))
            .ToArray();
        var others = Enumerable.Range(0, 30).Select(
            number => string.Join(' ', Enumerable.Range(0, 50).Select(word => $"other{number}x{word}")));
        string[] texts = [string.Join(". ", sentences), .. others, string.Join(". ", sentences.Reverse())];
        var input = _fixture.Write("a.jsonl", string.Concat(texts.Select(text => $"{{\"text\":\"{text}\"}}\n")));

        var report = _fixture.Run("stages: [minhash, noisy-duplicates]", "out", [input], workers: 2);

        Assert.Equal(("noisy-duplicates", "noisy_duplicate", 1L), Assert.Single(report.Removed.Select(
            count => (count.Stage, count.Reason, count.Documents))));
    }

    [Fact]
    public void Damaged_records_are_set_aside_with_their_place_and_the_rest_is_done()
    {
        byte[] bytes =
        [
            .. "{\"text\":\"good one\"}\n"u8, .. "{\"text\":\""u8, 0xFF, 0xFE, .. "\"}\n"u8,
            .. "{\"text\":7}\n{\"other\":\"x\"}\n[]\n{\"text\":\"cut"u8,
        ];

        var report = _fixture.Run("stages: []", "out", [_fixture.Write("a.jsonl", bytes)]);

        Assert.Equal((1, 5), (report.DocumentsIn, report.DamagedRecords));
        var problems = File.ReadLines(_fixture.Path("out/damaged/a.jsonl"))
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("problem").GetString()!);
        Assert.Equal(
            ["this is no UTF-8", "text is no string", "the record has no text", "the record is no JSON object"],
            problems.Take(4));
    }

    [Fact]
    public void Gzip_and_zstd_come_back_as_they_went_in()
    {
        var text = Records(300);
        var gzip = new MemoryStream();
        using (var stream = new GZipStream(gzip, CompressionLevel.Fastest, leaveOpen: true)) stream.Write(text);
        using var zstd = new ZstdSharp.Compressor();
        string[] inputs =
        [
            _fixture.Write("a.jsonl.gz", gzip.ToArray()), _fixture.Write("b.jsonl.zst", zstd.Wrap(text).ToArray()),
        ];

        _fixture.Run("stages: []", "out", inputs);

        using var kept = new GZipStream(File.OpenRead(_fixture.Path("out/kept/a.jsonl.gz")), CompressionMode.Decompress);
        var read = new MemoryStream();
        kept.CopyTo(read);
        Assert.Equal(text, read.ToArray());
        using var decompressor = new ZstdSharp.Decompressor();
        Assert.Equal(text, decompressor.Unwrap(File.ReadAllBytes(_fixture.Path("out/kept/b.jsonl.zst"))).ToArray());
    }

    [Theory]
    [InlineData(".gz")]
    [InlineData(".zst")]
    public void What_is_left_of_a_compressed_file_that_is_cut_off_is_read(string ending)
    {
        var text = Records(20_000);
        var bytes = new MemoryStream();
        if (ending == ".gz")
        {
            using var gzip = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true);
            gzip.Write(text);
        }
        else
        {
            using var compressor = new ZstdSharp.Compressor();
            bytes.Write(compressor.Wrap(text));
        }

        var input = _fixture.Write($"a.jsonl{ending}", bytes.ToArray()[..(int)(bytes.Length / 2)]);

        var report = _fixture.Run("stages: []", "out", [input]);

        Assert.InRange(report.DocumentsIn, 1, 19_999);
        Assert.InRange(report.DamagedRecords, 1, 2);
        Assert.Contains("the compressed stream is broken", File.ReadAllText(_fixture.Path("out/damaged/a.jsonl")), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_runs_do_not_share_a_folder()
    {
        var input = _fixture.Write("a.jsonl", Records(10));
        _fixture.Run("stages: []", "out", [input]);

        var again = Assert.Throws<CurationException>(() => _fixture.Run("stages: []", "out", [input]));
        var other = Assert.Throws<CurationException>(
            () => _fixture.Run("stages: [exact-duplicates]", "out", [input], resumes: true));
        using var taken = new FileStream(
            _fixture.Path("out/work/lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        var meanwhile = Assert.Throws<CurationException>(() => _fixture.Run("stages: []", "out", [input], resumes: true));

        Assert.Contains("holds a run already; go on with it by --resume", again.Message, StringComparison.Ordinal);
        Assert.Contains("another recipe", other.Message, StringComparison.Ordinal);
        Assert.Contains("another run writes to this folder", meanwhile.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_file_is_one_document()
    {
        var report = _fixture.Run("stages: []", "out", [_fixture.Write("a.txt", "Line \"one\".\nLine two.\n")]);

        Assert.Equal(1, report.DocumentsIn);
        var record = JsonDocument.Parse(File.ReadAllText(_fixture.Path("out/kept/a.jsonl"))).RootElement;
        Assert.Equal("Line \"one\".\nLine two.\n", record.GetProperty("text").GetString());
    }

    // Some are sentences, some are repeated with a word more, some are too short.
    private static byte[] Records(int count)
    {
        var text = new StringBuilder();
        for (var record = 0; record < count; record++)
        {
            var of = record % 5 == 4 ? record - 3 : record;
            var words = string.Join(' ', Enumerable.Range(0, 20 + of % 40).Select(word => $"w{of}x{word * of % 97}"));
            text.Append($"{{\"id\":{record},\"text\":\"{(record % 7 == 0 ? "no" : $"First {words} last{(of == record ? "" : " more")}.")}\"}}\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
