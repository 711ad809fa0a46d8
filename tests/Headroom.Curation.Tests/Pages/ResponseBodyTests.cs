using System.IO.Compression;
using System.Text;
using CsCheck;
using Headroom.Curation.Pages;
using ZstdSharp;

namespace Headroom.Curation.Tests.Pages;

/// <summary>Bodies of responses as crawlers leave them.</summary>
public sealed class ResponseBodyTests
{
    private static readonly byte[] Page = Encoding.UTF8.GetBytes(
        "<html><body>" + string.Concat(Enumerable.Range(0, 500).Select(number => $"<p>line {number} 行</p>\n")) + "</body></html>");

    [Theory]
    [InlineData("gzip", false)]
    [InlineData("x-gzip", true)]
    [InlineData("deflate", false)]
    [InlineData("raw deflate", true)]
    [InlineData("br", false)]
    [InlineData("br", true)]
    [InlineData("zstd", true)]
    [InlineData("identity", true)]
    [InlineData("gzip, br", false)]
    public void A_body_is_put_together_and_decompressed(string encoding, bool isChunked)
    {
        var body = encoding.Replace("raw ", "", StringComparison.Ordinal).Split(", ").Aggregate(Page, (bytes, name) =>
            Packed(encoding.StartsWith("raw", StringComparison.Ordinal) ? "raw" : name, bytes));
        var head = $"HTTP/1.1 200 OK\r\nContent-Encoding: {encoding.Replace("raw ", "", StringComparison.Ordinal)}\r\n"
            + (isChunked ? "Transfer-Encoding: chunked\r\n" : "");

        Assert.Null(ResponseBody.Read(Encoding.ASCII.GetBytes(head), isChunked ? Chunked(body) : body, out var page));
        Assert.Equal(Page, page.ToArray());
    }

    [Theory]
    [InlineData("Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n")]
    [InlineData("Content-Encoding: br\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n")]
    public void A_body_that_the_crawler_had_undone_stays(string head)
    {
        Assert.Null(ResponseBody.Read(Encoding.ASCII.GetBytes(head), Page, out var page));
        Assert.Equal(Page, page.ToArray());
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("zstd")]
    public void A_body_that_is_cut_off_is_told(string encoding)
    {
        var body = Packed(encoding, Page);

        var problem = ResponseBody.Read(Encoding.ASCII.GetBytes($"Content-Encoding: {encoding}\r\n"), body.AsSpan(0, body.Length / 2), out _);

        Assert.Equal($"the page is cut off or no {encoding}", problem);
    }

    [Fact]
    public void A_chunk_that_is_cut_off_and_an_encoding_that_is_not_known_are_told()
    {
        Assert.Equal("the page breaks off inside a chunk",
            ResponseBody.Read("Transfer-Encoding: chunked\r\n"u8, Chunked(Page).AsSpan(0, 3000), out _));
        Assert.Contains("'compress', which is not known",
            ResponseBody.Read("Content-Encoding: compress\r\n"u8, [0x1F, 0x9D, 0, 1], out _), StringComparison.Ordinal);
    }

    [Fact]
    public void A_small_body_that_would_fill_the_memory_is_refused()
    {
        var bomb = Packed("gzip", new byte[(64 << 20) + 1]);

        Assert.Contains("longer than 64 MiB", ResponseBody.Read("Content-Encoding: gzip\r\n"u8, bomb, out _), StringComparison.Ordinal);
    }

    [Fact]
    public void Any_bytes_are_read_or_refused() => Gen.Select(
        Gen.OneOf("gzip", "deflate", "br", "zstd"), Gen.Bool, Gen.Int[0, 300], Gen.Byte).Sample(
        (encoding, isChunked, at, one) =>
        {
            var body = Packed(encoding, Page);
            body[at % body.Length] = one;
            ResponseBody.Read(
                Encoding.ASCII.GetBytes($"Content-Encoding: {encoding}\r\n" + (isChunked ? "Transfer-Encoding: chunked\r\n" : "")),
                isChunked ? Chunked(body) : body, out _);
        }, iter: 500, threads: 1);

    private static byte[] Packed(string encoding, byte[] bytes)
    {
        using var target = new MemoryStream();
        using (Stream stream = encoding switch
        {
            "gzip" or "x-gzip" => new GZipStream(target, CompressionLevel.Fastest),
            "deflate" => new ZLibStream(target, CompressionLevel.Fastest),
            "raw" => new DeflateStream(target, CompressionLevel.Fastest),
            "br" => new BrotliStream(target, CompressionLevel.Fastest),
            "zstd" => new CompressionStream(target),
            _ => new BufferedStream(target),
        })
        {
            stream.Write(bytes);
        }

        return target.ToArray();
    }

    private static byte[] Chunked(byte[] body) =>
    [
        .. body.Chunk(700).SelectMany(chunk => (byte[])[.. Encoding.ASCII.GetBytes($"{chunk.Length:x};a=b\r\n"), .. chunk, .. "\r\n"u8]),
        .. "0\r\n\r\n"u8,
    ];
}
