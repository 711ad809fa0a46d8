using System.Text;

namespace Headroom.Curation.Repair;

/// <summary>
/// An encoding of one byte a character, as sloppy as the programs that mistake it: bytes that it does not define stand
/// for themselves, and U+FFFD stands for a byte that was lost.
/// </summary>
internal sealed class ByteEncoding
{
    /// <summary>Stands in for a byte of which only U+FFFD is left.</summary>
    public const byte Lost = 0x1A;

    private readonly char[] _characters = new char[256];
    private readonly byte[] _bytes = new byte[char.MaxValue + 1];

    private ByteEncoding(string name, bool takesControls = false)
    {
        Name = name;
        var encoding = name == "iso-8859-1" ? Encoding.Latin1 : CodePagesEncodingProvider.Instance.GetEncoding(name)!;
        for (var code = 255; code >= 0; code--)
        {
            var character = code < 0x80 ? (char)code : encoding.GetString([(byte)code])[0];
            if (character is >= '\uE000' and < '\uF900' or '\uFFFD') character = (char)code;
            _characters[code] = character;
            _bytes[character] = (byte)code;
        }

        for (var code = 0x80; takesControls && code < 0xA0; code++) _bytes[code] = (byte)code;
        _bytes['\uFFFD'] = Lost;
    }

    /// <summary>Those that UTF-8 is mistaken for, the commonest first.</summary>
    public static IReadOnlyList<ByteEncoding> Mistaken { get; } =
    [
        new("iso-8859-1"), new("windows-1252"), new("windows-1251"), new("macintosh"), new("ibm437"),
        new("windows-1250"), new("iso-8859-2"), new("windows-1257"), new("windows-1253"), new("windows-1254"),
    ];

    /// <summary>Windows-1252 and Latin-1 mixed, as texts have them that went through several hands.</summary>
    public static ByteEncoding Western { get; } = new("windows-1252", takesControls: true);

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The byte of a character; 0 when it has none.</summary>
    public byte ByteOf(char character) => _bytes[character];

    /// <summary>The character of a byte.</summary>
    public char CharacterOf(byte one) => _characters[one];

    /// <summary>The bytes of a text; false when a character has none.</summary>
    public bool TryEncode(ReadOnlySpan<char> text, Span<byte> bytes)
    {
        for (var index = 0; index < text.Length; index++)
        {
            var one = _bytes[text[index]];
            if (one == 0 && text[index] != 0) return false;
            bytes[index] = one;
        }

        return true;
    }
}
