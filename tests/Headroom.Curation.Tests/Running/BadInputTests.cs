using System.IO.Compression;
using System.Text;
using Headroom.Curation.Input;

namespace Headroom.Curation.Tests.Running;

/// <summary>What is wrong with inputs is set aside with its place, and the rest is done.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly RunFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void A_line_of_2_gigabytes_is_passed_over_in_bounded_memory()
    {
        const long LineBytes = 2_100_000_000;
        using var stream = new LongLine("{\"text\":\"first\"}\n", LineBytes, "\n{\"text\":\"last\"}\n");
        var reader = new BlockReader("a.jsonl", stream);
        var block = new TextBlock();
        var (texts, problems) = (new StringBuilder(), new List<DamagedRecord>());

        while (reader.Read(block))
        {
            problems.AddRange(block.Damaged);
            texts.Append(Encoding.UTF8.GetString(block.Text));
            Assert.True(block.Bytes.Length <= BlockReader.RecordBytesMax, "The line was kept.");
        }

        Assert.Equal("{\"text\":\"first\"}\n{\"text\":\"last\"}\n", texts.ToString());
        var problem = Assert.Single(problems);
        Assert.Equal((17, "the record is longer than 64 MiB"), (problem.Offset, problem.Problem));
        Assert.Equal(LineBytes + 17 + 17, reader.Offset);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(700)]
    public void Behind_a_broken_gzip_member_reading_goes_on(int at)
    {
        string[] texts = [Lines(0, 500), Lines(500, 500), Lines(1_000, 500)];
        var members = texts.Select(Gzip).ToArray();
        members[1][at] ^= 0x10;

        var report = _fixture.Run("stages: []", "out", [_fixture.Write("a.jsonl.gz", [.. members[0], .. members[1], .. members[2]])]);

        Assert.InRange(report.DocumentsIn, 1_000, 1_500);
        Assert.InRange(report.DamagedRecords, 1, 2);
        var kept = Unzipped("out/kept/a.jsonl.gz");
        Assert.StartsWith(texts[0], kept, StringComparison.Ordinal);
        Assert.EndsWith(texts[2], kept, StringComparison.Ordinal);
        var damaged = _fixture.Text("out/damaged/a.jsonl");
        Assert.Contains($"in the gzip member at byte {members[0].Length} (", damaged, StringComparison.Ordinal);
        Assert.Contains($"reading goes on at byte {members[0].Length + members[1].Length}", damaged, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_nested_100_000_deep_is_read()
    {
        var html = string.Concat(Enumerable.Repeat("<div><b>", 50_000)) + "<p>The text at the bottom of it all, which is there.</p>";

        var report = _fixture.Run("stages: []", "out", [_fixture.Write("deep.html", html)], workers: 2);

        Assert.Equal((1, 0), (report.DocumentsIn, report.DamagedRecords));
        Assert.Contains("The text at the bottom of it all, which is there.", _fixture.Text("out/kept/deep.jsonl"), StringComparison.Ordinal);
    }

    [Fact]
    public void Json_nested_100_000_deep_is_set_aside()
    {
        var deep = new string('[', 100_000);
        var input = _fixture.Write("a.jsonl", $"{{\"more\":{deep}\n{{\"text\":\"the next\"}}\n");

        var report = _fixture.Run("stages: []", "out", [input]);

        Assert.Equal((1, 1), (report.DocumentsIn, report.DamagedRecords));
        Assert.Contains("\"offset\":0,", _fixture.Text("out/damaged/a.jsonl"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_plain_text_that_is_cut_off_gives_what_is_left_and_says_so()
    {
        var text = string.Concat(Enumerable.Range(0, 5_000).Select(number => $"Line {number * 7919 % 5000} of a text.\n"));
        var cut = Gzip(text)[..^2_000];

        var report = _fixture.Run("stages: []", "out", [_fixture.Write("a.txt.gz", cut)]);

        Assert.Equal((1, 1), (report.DocumentsIn, report.DamagedRecords));
        Assert.Contains("what follows is lost", _fixture.Text("out/damaged/a.jsonl"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_longer_than_a_record_may_be_is_set_aside()
    {
        var long64 = new byte[BlockReader.RecordBytesMax + 1];
        long64.AsSpan().Fill((byte)'a');

        var report = _fixture.Run("stages: []", "out", [_fixture.Write("a.txt", long64), _fixture.Write("b.txt", "short")]);

        Assert.Equal((1, 1), (report.DocumentsIn, report.DamagedRecords));
    }

    [Theory]
    [InlineData("kept/a.jsonl")]
    [InlineData("removed/a.jsonl")]
    [InlineData("damaged/a.jsonl")]
    public void A_full_disk_is_told_with_the_file_and_the_run_goes_on_later(string result)
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "this system has no device that is always full");
        var input = _fixture.Write("a.jsonl", "{\"text\":\"One sentence is here.\"}\n{\"text\":\"no\"}\nbroken\n");
        const string Recipe = "stages: [c4: {sentences-min: 1}]";
        _fixture.Run(Recipe, "whole", [input]);
        _fixture.Run(Recipe, "out", [input]);
        var whole = _fixture.Results("whole");

        // As if it had been broken off in the file; what is written next goes to a disk that takes nothing.
        File.Delete(_fixture.Path("out/work/a.filtered"));
        File.CreateSymbolicLink(_fixture.Path($"out/{result}.partial"), "/dev/full");
        var fault = Assert.Throws<CurationException>(() => _fixture.Run(Recipe, "out", [input], resumes: true));
        _fixture.Run(Recipe, "out", [input], resumes: true);

        Assert.Contains($"out/{result}: it cannot be written (No space left on device", fault.Message, StringComparison.Ordinal);
        Assert.EndsWith("make room or choose another place, and run again with --resume.", fault.Message, StringComparison.Ordinal);
        Assert.All(whole, one => Assert.Equal(one.Value, _fixture.Results("out")[one.Key]));
    }

    private static string Lines(int first, int count) => string.Concat(Enumerable.Range(first, count).Select(
        number => $"{{\"text\":\"record {number} {number * 7919L % 104729}\"}}\n"));

    private static byte[] Gzip(string text)
    {
        var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return stream.ToArray();
    }

    private string Unzipped(string name)
    {
        using var gzip = new GZipStream(File.OpenRead(_fixture.Path(name)), CompressionMode.Decompress);
        return new StreamReader(gzip).ReadToEnd();
    }

    /// <summary>A file with a long line, of which nothing is in memory.</summary>
    private sealed class LongLine(string before, long length, string after) : Stream
    {
        private readonly byte[] _before = Encoding.ASCII.GetBytes(before);
        private readonly byte[] _after = Encoding.ASCII.GetBytes(after);
        private long _at;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => _at; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            int read;
            if (_at < _before.Length)
            {
                read = Copy(_before.AsSpan((int)_at), buffer);
            }
            else if (_at < _before.Length + length)
            {
                read = (int)Math.Min(buffer.Length, _before.Length + length - _at);
                buffer[..read].Fill((byte)'a');
            }
            else
            {
                read = Copy(_after.AsSpan((int)(_at - _before.Length - length)), buffer);
            }

            _at += read;
            return read;
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        private static int Copy(Span<byte> from, Span<byte> to)
        {
            var length = Math.Min(from.Length, to.Length);
            from[..length].CopyTo(to);
            return length;
        }
    }
}
