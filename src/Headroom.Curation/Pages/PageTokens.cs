using System.Text;

namespace Headroom.Curation.Pages;

/// <summary>What a token of HTML is.</summary>
internal enum PageTokenKind
{
    /// <summary>Characters between tags, references not resolved.</summary>
    Text,

    /// <summary>A start tag.</summary>
    Open,

    /// <summary>An end tag.</summary>
    Close,
}

/// <summary>
/// The tags and texts of an HTML document, one after the other, in time that is linear in its length whatever it holds.
/// Comments, declarations and what scripts and styles hold are passed over. What is no HTML is text.
/// </summary>
internal ref struct PageTokens(ReadOnlySpan<byte> html)
{
    private readonly ReadOnlySpan<byte> _html = html;
    private int _next;
    private bool _hasNoCommentEnd;

    /// <summary>What the token is.</summary>
    public PageTokenKind Kind { get; private set; }

    /// <summary>The text, or what stands between a tag's name and its end.</summary>
    public ReadOnlySpan<byte> Body { get; private set; }

    /// <summary>The element of a tag.</summary>
    public PageElement Element { get; private set; }

    /// <summary>Moves to the next token.</summary>
    public bool MoveNext()
    {
        while (_next < _html.Length)
        {
            var rest = _html[_next..];
            if (rest[0] != '<' || !IsMarkup(rest))
            {
                var end = rest[1..].IndexOf((byte)'<');
                Kind = PageTokenKind.Text;
                Body = end < 0 ? rest : rest[..(end + 1)];
                _next += Body.Length;
                return true;
            }

            if (rest[1] is (byte)'!' or (byte)'?') PassOver(rest);
            else if (ReadTag(rest)) return true;
        }

        return false;
    }

    /// <summary>Passes over all that stands before the end tag of an element whose content is no text.</summary>
    public void PassOverContent(ReadOnlySpan<byte> name)
    {
        while (_next < _html.Length)
        {
            var found = _html[_next..].IndexOf("</"u8);
            if (found < 0) break;

            _next += found;
            var rest = _html[(_next + 2)..];
            if (rest.Length >= name.Length && Ascii.EqualsIgnoreCase(rest[..name.Length], name)) return;
            _next += 2;
        }

        _next = _html.Length;
    }

    private static bool IsMarkup(ReadOnlySpan<byte> rest) => rest.Length > 1
        && (IsLetter(rest[1]) || rest[1] is (byte)'!' or (byte)'?'
            || (rest[1] == '/' && rest.Length > 2 && IsLetter(rest[2])));

    private void PassOver(ReadOnlySpan<byte> rest)
    {
        var end = -1;
        if (rest.StartsWith("<!--"u8) && !_hasNoCommentEnd)
        {
            end = rest[4..].IndexOf("-->"u8);
            _hasNoCommentEnd = end < 0;
            end = end < 0 ? -1 : end + 4 + 3;
        }

        // A comment that nothing ends hides no more than a declaration would.
        if (end < 0) end = rest.IndexOf((byte)'>') + 1;
        _next = end <= 0 ? _html.Length : _next + end;
    }

    private bool ReadTag(ReadOnlySpan<byte> rest)
    {
        var start = rest[1] == '/' ? 2 : 1;
        var nameEnd = start;
        while (nameEnd < rest.Length && rest[nameEnd] > ' ' && rest[nameEnd] is not ((byte)'/' or (byte)'>')) nameEnd++;

        var end = EndOfTag(rest, nameEnd);
        if (end < 0)
        {
            _next = _html.Length;
            return false;
        }

        Kind = start == 2 ? PageTokenKind.Close : PageTokenKind.Open;
        Element = PageElements.Of(rest[start..nameEnd]);
        Body = rest[nameEnd..end];
        _next += end + 1;
        return true;
    }

    // Quotation marks hide the end only where a value begins.
    private static int EndOfTag(ReadOnlySpan<byte> rest, int index)
    {
        var isValue = false;
        for (; index < rest.Length; index++)
        {
            var one = rest[index];
            if (one == '>') return index;
            if (isValue && one is (byte)'"' or (byte)'\'')
            {
                var close = rest[(index + 1)..].IndexOf(one);
                if (close < 0) return rest[index..].IndexOf((byte)'>') is var mark and >= 0 ? index + mark : -1;
                index += close + 1;
            }

            isValue = one == '=' || (isValue && one <= ' ');
        }

        return -1;
    }

    private static bool IsLetter(byte one) => (uint)((one | 32) - 'a') < 26u;
}
