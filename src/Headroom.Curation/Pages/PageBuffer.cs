using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;

namespace Headroom.Curation.Pages;

/// <summary>The text of a page as it is gathered: references resolved, white space squeezed, block by block.</summary>
internal sealed class PageBuffer
{
    private const int ReferenceBytesMax = 32;

    private static readonly SearchValues<byte> ReferenceBytes =
        SearchValues.Create("#0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"u8);

    private byte[] _bytes = new byte[64 * 1024];
    private int _length;
    private int _start;
    private int _linkBytes;
    private bool _isSpaceDue;
    private bool _isBreakDue;

    /// <summary>All of it.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _length = 0;
        Begin();
    }

    /// <summary>Adds a text.</summary>
    /// <param name="text">As it stands in the page.</param>
    /// <param name="keepsLines">Whether its line breaks count.</param>
    /// <param name="isLink">Whether it is in a link.</param>
    public void Add(ReadOnlySpan<byte> text, bool keepsLines, bool isLink)
    {
        // No reference is longer than what it stands for by less than this; two bytes for what is due before it.
        Reserve(text.Length + 2);
        var before = _length;
        for (var index = 0; index < text.Length;)
        {
            var one = text[index];
            if (one <= ' ')
            {
                if (one == '\n' && keepsLines) _isBreakDue = true;
                _isSpaceDue = true;
                index++;
                continue;
            }

            if (one == '&' && Reference(text[index..], out var read) is { } character)
            {
                index += read;
                if (character.Value is 0xA0 or ' ' or '\n' or '\t') _isSpaceDue = true;
                else WriteCharacter(character);
                continue;
            }

            WriteDue();
            _bytes[_length++] = one;
            index++;
        }

        if (isLink) _linkBytes += _length - before;
    }

    /// <summary>A line ends here.</summary>
    public void Break() => _isBreakDue = true;

    /// <summary>Ends a block, which may be empty.</summary>
    public PageBlock End()
    {
        var block = new PageBlock(_start, _length - _start, Math.Min(_linkBytes, _length - _start), 0);
        Begin();
        return block;
    }

    private void Begin()
    {
        _start = _length;
        _linkBytes = 0;
        _isSpaceDue = false;
        _isBreakDue = false;
    }

    private void WriteDue()
    {
        if ((_isSpaceDue || _isBreakDue) && _length > _start) _bytes[_length++] = _isBreakDue ? (byte)'\n' : (byte)' ';
        _isSpaceDue = false;
        _isBreakDue = false;
    }

    private void WriteCharacter(Rune character)
    {
        // Soft hyphens and what has no width are not seen, and part words for programs.
        if (character.Value is 0xAD or 0x200B or 0xFEFF) return;

        Reserve(ReferenceBytesMax);
        WriteDue();
        _length += character.EncodeToUtf8(_bytes.AsSpan(_length));
    }

    private void Reserve(int more)
    {
        // A space or a break may be due before each character of a text.
        var needed = _length + 2 * more + ReferenceBytesMax;
        if (_bytes.Length < needed) Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, needed));
    }

    // Null when the ampersand stands for itself.
    private static Rune? Reference(ReadOnlySpan<byte> text, out int read)
    {
        read = 0;
        var body = text[1..Math.Min(text.Length, ReferenceBytesMax)];
        var end = body.IndexOfAnyExcept(ReferenceBytes);
        if (end < 0) end = body.Length;
        if (end == 0) return null;

        read = 1 + end + (end < body.Length && body[end] == ';' ? 1 : 0);
        var name = Encoding.ASCII.GetString(body[..end]);
        if (name[0] == '#') return Numbered(name);
        if (read == 1 + end) return null;

        var decoded = WebUtility.HtmlDecode($"&{name};");
        return decoded.Length is 1 or 2 && Rune.TryGetRuneAt(decoded, 0, out var character) ? character : null;
    }

    private static Rune? Numbered(string name)
    {
        var isHexadecimal = name.Length > 2 && (name[1] | 32) == 'x';
        var digits = name.AsSpan(isHexadecimal ? 2 : 1);
        var style = isHexadecimal ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        if (!int.TryParse(digits, style, CultureInfo.InvariantCulture, out var code)) return null;

        // Numbers of Windows-1252 are meant where controls would be (WHATWG HTML, 13.2.5.80).
        if (code is >= 0x80 and <= 0x9F) code = Windows1252[code - 0x80];
        return Rune.IsValid(code) && code >= ' ' ? new Rune(code) : new Rune(0xFFFD);
    }

    private const string Windows1252 =
        "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F\u0090\u2018\u2019\u201C\u201D"
        + "\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";
}
