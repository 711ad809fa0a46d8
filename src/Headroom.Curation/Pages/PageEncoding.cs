using System.Buffers;
using System.Text;
using Headroom.Curation.Repair;

namespace Headroom.Curation.Pages;

/// <summary>
/// Reads pages in the encoding that they are in: a mark at the start, then UTF-8 when the bytes are valid, which others
/// hardly ever are, then what the server or the page says, then what its bytes look like.
/// </summary>
internal sealed class PageEncoding
{
    private const int DeclarationBytesMax = 4096;

    private static readonly SearchValues<byte> NameEnds = SearchValues.Create("\"' ;/>"u8);

    private byte[] _decoded = [];

    /// <summary>The page in UTF-8; valid until the next call.</summary>
    /// <param name="page">The page.</param>
    /// <param name="charset">What the server says of it; empty when nothing.</param>
    public ReadOnlySpan<byte> Decode(ReadOnlySpan<byte> page, ReadOnlySpan<byte> charset)
    {
        if (page.StartsWith(Encoding.UTF8.Preamble)) page = page[3..];
        if (page.StartsWith(Encoding.Unicode.Preamble)) return Transcoded(page[2..], Encoding.Unicode);
        if (page.StartsWith(Encoding.BigEndianUnicode.Preamble))
            return Transcoded(page[2..], Encoding.BigEndianUnicode);
        if (System.Text.Unicode.Utf8.IsValid(page)) return page;

        return Transcoded(page, Find(charset) ?? Find(Declared(page)) ?? TextEncoding.Of(page, out _));
    }

    private ReadOnlySpan<byte> Transcoded(ReadOnlySpan<byte> page, Encoding encoding)
    {
        _decoded = Encoding.Convert(encoding, Encoding.UTF8, page.ToArray());
        return _decoded;
    }

    // <meta charset="..."> and <meta http-equiv ... content="...; charset=...">.
    private static ReadOnlySpan<byte> Declared(ReadOnlySpan<byte> page)
    {
        var start = page[..Math.Min(page.Length, DeclarationBytesMax)];
        var at = start.IndexOf("charset="u8);
        if (at < 0) return [];

        var rest = start[(at + 8)..].TrimStart("\"' "u8);
        var end = rest.IndexOfAny(NameEnds);
        return end < 0 ? [] : rest[..end];
    }

    private static Encoding? Find(ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty || name.Length > 32) return null;

        var word = Encoding.ASCII.GetString(name).ToLowerInvariant();
        try
        {
            return word switch
            {
                // The others are part of it, and pages that say so use more of it.
                "gb2312" or "gbk" => CodePagesEncodingProvider.Instance.GetEncoding("gb18030"),
                "iso-8859-1" or "latin1" or "us-ascii" or "ascii" =>
                    CodePagesEncodingProvider.Instance.GetEncoding("windows-1252"),
                _ => CodePagesEncodingProvider.Instance.GetEncoding(word) ?? Encoding.GetEncoding(word),
            };
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
