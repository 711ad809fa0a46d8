using System.Text;
using Headroom.Traces.Input;

namespace Headroom.Traces.Tests.Input;

public sealed class BoundedTextTests
{
    [Fact]
    public void A_line_without_end_is_refused_after_one_mebibyte()
    {
        var stream = new EndlessStream(Encoding.ASCII.GetBytes("first line\r\nsecond line\r\n"), (byte)'a');
        using var text = new BoundedText(stream, "endless.csv");

        var before = GC.GetAllocatedBytesForCurrentThread();
        var refusal = Assert.Throws<TraceFormatException>(() => Drain(text));
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(
            "endless.csv, line 3: the line is longer than 1048576 bytes; "
                + "check that this is a text file with one record a line.",
            refusal.Message);
        Assert.InRange(stream.BytesGiven, BoundedText.LineBytesMax, BoundedText.LineBytesMax + (1 << 17));
        Assert.InRange(allocated, 0, 1 << 16);
    }

    [Fact]
    public void A_line_of_exactly_the_limit_passes()
    {
        var line = new string('a', BoundedText.LineBytesMax);

        Assert.Equal($"x\n{line}\r\n{line}", Read(Encoding.ASCII.GetBytes($"x\n{line}\r\n{line}")));
        Assert.Throws<TraceFormatException>(() => Read(Encoding.ASCII.GetBytes($"{line}a\n")));
    }

    [Theory]
    [InlineData(
        "a\nb\0c",
        "line 2: there is a NUL byte, so this is no text; name a text file, or one compressed by gzip.")]
    [InlineData(
        "a\r\n\r\n\0",
        "line 3: there is a NUL byte, so this is no text; name a text file, or one compressed by gzip.")]
    [InlineData(
        "a\r\nb\rc\n\u00FF",
        "line 4: there are bytes that are not UTF-8; save the file as UTF-8 text, or name another one.")]
    [InlineData(
        "a\n\u00E2\u0082",
        "line 2: there are bytes that are not UTF-8; save the file as UTF-8 text, or name another one.")]
    [InlineData(
        "\u00FF\u00FEi\0d\0",
        "line 1: there is a NUL byte, so this is no text; name a text file, or one compressed by gzip.")]
    public void Bytes_that_are_no_text_are_refused_with_their_line(string latin1, string sentence)
    {
        var bytes = Encoding.Latin1.GetBytes(latin1);

        var refusal = Assert.Throws<TraceFormatException>(() => Read(bytes));
        var refusalOfTrickle = Assert.Throws<TraceFormatException>(() => Read(bytes, chunkMax: 1));

        Assert.Equal($"f, {sentence}", refusal.Message);
        Assert.Equal(refusal.Line, refusalOfTrickle.Line);
    }

    [Fact]
    public void Text_is_the_same_however_the_bytes_arrive()
    {
        var text = "héading,中文\r\n" + string.Concat(Enumerable.Repeat("grüße 🙂 und mehr\n", 9000));
        var bytes = Encoding.UTF8.GetBytes("\uFEFF" + text);

        Assert.Equal(text, Read(bytes));
        Assert.Equal(text, Read(bytes, chunkMax: 1));
        Assert.Equal(text, Read(bytes, chunkMax: 7));
    }

    [Fact]
    public void A_text_beyond_its_limit_is_refused()
    {
        using var text = new BoundedText(new EndlessStream([], (byte)'\n'), "f", textBytesMax: 1 << 20);

        var refusal = Assert.Throws<TraceFormatException>(() => Drain(text));

        Assert.EndsWith(
            "the text is longer than 1048576 bytes; split it into several files.",
            refusal.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Characters_can_be_taken_one_by_one()
    {
        using var text = new BoundedText(new MemoryStream("ab"u8.ToArray()), "f");

        Assert.Equal('a', text.Peek());
        Assert.Equal('a', text.Read());
        Assert.Equal('b', text.Read());
        Assert.Equal(-1, text.Peek());
        Assert.Equal(-1, text.Read());
    }

    private static string Read(byte[] bytes, int chunkMax = int.MaxValue)
    {
        using var text = new BoundedText(new EndlessStream(bytes, null, chunkMax), "f");
        return text.ReadToEnd();
    }

    private static void Drain(BoundedText text)
    {
        var buffer = new char[4096];
        while (text.Read(buffer) > 0)
        {
        }
    }
}
