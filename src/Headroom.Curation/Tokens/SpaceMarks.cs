namespace Headroom.Curation.Tokens;

/// <summary>When something is put in front of a text.</summary>
internal enum PrefixWhen
{
    /// <summary>Never.</summary>
    Never,

    /// <summary>Before the text, but not behind an added token in it.</summary>
    First,

    /// <summary>Before the text and behind every added token in it.</summary>
    Always,
}

/// <summary>What a tokenizer does to a text before it cuts it.</summary>
/// <param name="MarksSpaces">Whether spaces become U+2581, as SentencePiece writes them.</param>
/// <param name="Prefix">When a space, or its mark, is put in front.</param>
/// <param name="IsPrefixOnce">Whether nothing is put in front of a text that begins with a space.</param>
internal sealed record SpaceMarks(bool MarksSpaces, PrefixWhen Prefix, bool IsPrefixOnce)
{
    /// <summary>Texts stay as they are.</summary>
    public static SpaceMarks None { get; } = new(false, PrefixWhen.Never, true);

    /// <summary>U+2581 in UTF-8.</summary>
    public static ReadOnlySpan<byte> Mark => "\u2581"u8;

    /// <summary>Most bytes that a text of so many may become.</summary>
    public static int LengthMax(int length) => checked(3 * (length + 1));

    /// <summary>Whether a text stays as it is.</summary>
    public bool Leaves(bool isFirst) => !MarksSpaces && !IsPrefixed(isFirst);

    /// <summary>Writes a text as it is cut; its length.</summary>
    public int Write(ReadOnlySpan<byte> text, bool isFirst, Span<byte> written)
    {
        var length = 0;
        var space = MarksSpaces ? Mark : " "u8;
        var begins = text.StartsWith(" "u8) || (MarksSpaces && text.StartsWith(Mark));
        if (IsPrefixed(isFirst) && !(IsPrefixOnce && begins)) Add(space, written);
        foreach (var one in text)
        {
            if (one == ' ') Add(space, written);
            else written[length++] = one;
        }

        return length;

        void Add(ReadOnlySpan<byte> bytes, Span<byte> target)
        {
            bytes.CopyTo(target[length..]);
            length += bytes.Length;
        }
    }

    private bool IsPrefixed(bool isFirst) => Prefix == PrefixWhen.Always || (Prefix == PrefixWhen.First && isFirst);
}
