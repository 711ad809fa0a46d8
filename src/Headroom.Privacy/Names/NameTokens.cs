namespace Headroom.Privacy.Names;

/// <summary>
/// The words, numbers, signs and Chinese characters of one sentence, with what dictionaries and their shape say of
/// them. Hot: one for each thread, filled again and again.
/// </summary>
/// <param name="lexicon">The dictionaries.</param>
internal sealed class NameTokens(NameLexicon lexicon)
{
    /// <summary>Most tokens of a sentence; a longer one is cut.</summary>
    public const int CountMax = 400;

    /// <summary>Tokens beyond each end that features may look at.</summary>
    public const int Margin = 2;

    private const uint Seed = 0x811C_9DC5;
    private const uint Prime = 0x0100_0193;
    private const int AbbreviationMax = 4;

    // "de", "van", "bin".
    private const int ParticleMax = 3;
    private const string HanNicknames = "小老阿大";
    private const string HanOfAddress = "省市区县镇乡村路街道巷弄号楼栋幢室苑园里屯组";

    /// <summary>First byte of each token.</summary>
    public int[] Starts { get; } = new int[CountMax];

    /// <summary>The byte after the last of each token.</summary>
    public int[] Ends { get; } = new int[CountMax];

    /// <summary>What each token is, <see cref="Margin"/> places later: its letters made small, digits by their number.</summary>
    public uint[] Words { get; } = new uint[CountMax + 2 * Margin];

    /// <summary>Shape and classes of each token, <see cref="Margin"/> places later.</summary>
    public uint[] Kinds { get; } = new uint[CountMax + 2 * Margin];

    /// <summary>Last letters of words, and what characters of Chinese are beside.</summary>
    public uint[] Tails { get; } = new uint[CountMax];

    /// <summary>Tokens of the sentence.</summary>
    public int Count { get; private set; }

    /// <summary>Whether something in it may begin a name or an address.</summary>
    public bool MayHold { get; private set; }

    /// <summary>Hash of a word as it is compared: capitals are small letters.</summary>
    public static uint HashOf(ReadOnlySpan<byte> word)
    {
        var (hash, before) = (Seed, (byte)0);
        foreach (var code in word)
        {
            hash = (hash ^ Small(code, before)) * Prime;
            before = code;
        }

        return hash | 1;
    }

    /// <summary>Whether a token has a digit, or is a word or character that addresses have.</summary>
    public bool IsOfAddress(int index)
    {
        var kind = Kinds[index + Margin];
        return (Shape)(kind & 15) switch
        {
            Shape.Number or Shape.Mixed => true,
            Shape.Han => HanOfAddress.Contains((char)(Words[index + Margin] & 0xFFFF)),
            Shape.Sign => false,
            _ => (kind >> 4 & (uint)WordClasses.Street) != 0,
        };
    }

    /// <summary>Whether a token is a Chinese character.</summary>
    public bool IsHan(int index) => (Shape)(Kinds[index + Margin] & 15) == Shape.Han;

    /// <summary>What a token may be in a person's name.</summary>
    public NamePart PartOf(int index)
    {
        var kind = Kinds[index + Margin];
        var classes = (WordClasses)(kind >> 4 & 31);
        return (Shape)(kind & 15) switch
        {
            Shape.Han when (kind >> 4 & (uint)HanClasses.Family) != 0 => NamePart.Known,
            Shape.Han => HanNicknames.Contains((char)(Words[index + Margin] & 0xFFFF))
                ? NamePart.Known
                : NamePart.Unknown,
            Shape.Number or Shape.Mixed => NamePart.Never,
            Shape.Small when (classes & WordClasses.Common) != 0 && Ends[index] - Starts[index] > ParticleMax =>
                NamePart.Never,
            Shape.Small when (classes & (WordClasses.Given | WordClasses.Family)) == 0 => NamePart.Beside,
            Shape.Sign or Shape.Letter => NamePart.Beside,
            _ when (classes & (WordClasses.Given | WordClasses.Family)) == 0 => NamePart.Unknown,
            _ => NamePart.Known,
        };
    }

    /// <summary>Reads the sentence at <paramref name="at"/>; the place where the next one begins.</summary>
    public int Read(ReadOnlySpan<byte> text, int at)
    {
        (Count, MayHold) = (0, false);
        var (isGlued, isInitial, isEnd) = (false, true, false);
        while (at < text.Length && Count < CountMax && !isEnd)
        {
            var code = text[at];
            if (code is (byte)' ' or (byte)'\t' or (byte)'\r')
            {
                at++;
                isGlued = false;
                continue;
            }

            if (Letter(text, at, out var isUpper) > 0)
            {
                at = Word(text, at, isUpper, isGlued, isInitial);
            }
            else if (IsDigit(code))
            {
                at = Number(text, at, isGlued);
            }
            else if ((code & 0xF0) == 0xE0 && at + 2 < text.Length && IsHanCode(Code(text, at)))
            {
                Han(text, at);
                at += 3;
            }
            else
            {
                at = Sign(text, at, isGlued, out isEnd);
                isInitial = isEnd || code is (byte)'\n' or (byte)'"' or (byte)':';
                isGlued = true;
                continue;
            }

            (isGlued, isInitial) = (true, false);
        }

        Finish();
        return at;
    }

    private int Word(ReadOnlySpan<byte> text, int at, bool isFirstUpper, bool isGlued, bool isInitial)
    {
        var (start, hash, before) = (at, Seed, (byte)0);
        var (letters, uppers, digits) = (0, 0, 0);
        uint tail = 0;
        while (at < text.Length)
        {
            var code = text[at];
            var length = Letter(text, at, out var isUpper);
            if (length == 0)
            {
                if (IsDigit(code)) length = 1;
                else if (!IsJoint(text, at, out length)) break;
                digits += IsDigit(code) ? 1 : 0;
            }
            else
            {
                letters++;
                uppers += isUpper ? 1 : 0;
            }

            for (var part = 0; part < length; part++, at++)
            {
                var small = Small(text[at], before);
                before = text[at];
                hash = (hash ^ small) * Prime;
                tail = tail << 8 | small;
            }
        }

        hash |= 1;
        var shape = digits > 0 ? Shape.Mixed
            : !isFirstUpper ? Shape.Small
            : uppers == 1 ? letters == 1 ? Shape.Letter : Shape.Title
            : uppers == letters ? Shape.Capitals : Shape.Camel;
        var classes = (uint)lexicon.Latin(hash);
        MayHold |= shape is not (Shape.Small or Shape.Mixed) && !(isInitial && classes == (uint)WordClasses.Common)
            || (classes & (uint)(WordClasses.Given | WordClasses.Family | WordClasses.Common)) is > 0 and < 16
            || (classes & (uint)WordClasses.Street) != 0;
        Add(start, at, hash, (uint)shape | classes << 4, tail & 0xFF_FFFF, isGlued, isInitial);
        return at;
    }

    private int Number(ReadOnlySpan<byte> text, int at, bool isGlued)
    {
        var start = at;
        while (at < text.Length && IsDigit(text[at])) at++;
        if (at < text.Length && Letter(text, at, out _) > 0)
        {
            while (at < text.Length && (IsDigit(text[at]) || Letter(text, at, out _) == 1)) at++;
            Add(start, at, 0x4000_0000u + (uint)Math.Min(at - start, 12), (uint)Shape.Mixed, 2, isGlued, false);
            return at;
        }

        Add(start, at, 0x2000_0000u + (uint)Math.Min(at - start, 12), (uint)Shape.Number, 1, isGlued, false);
        return at;
    }

    private void Han(ReadOnlySpan<byte> text, int at)
    {
        var code = Code(text, at);
        var next = at + 5 < text.Length && (text[at + 3] & 0xF0) == 0xE0 ? Code(text, at + 3) : 0;
        var (one, pair) = (lexicon.Han(code), next > 0 ? lexicon.Pair(code, next) : 0);
        var before = Count > 0 && Ends[Count - 1] == at ? Tails[Count - 1] >> 24 : 0;
        var behind = before & (uint)(HanClasses.Word | HanClasses.Place);
        var kind = (uint)Shape.Han | (uint)(one | pair) << 4 | behind << 8;
        MayHold |= (one & HanClasses.Family) != 0 || (pair & (HanClasses.CompoundFamily | HanClasses.Place)) != 0
            || code is '路' or '街' or '号' or '村' or '·' or '老' or '小';

        // Above the letters, which Chinese has none of: what this character makes with the next, for the next to see.
        Add(at, at + 3, 0x1000_0000u + (uint)code, kind, (uint)pair << 24 | 3, false, false);
    }

    private int Sign(ReadOnlySpan<byte> text, int at, bool isGlued, out bool isEnd)
    {
        var code = text[at];
        var length = code < 0x80 ? 1 : code < 0xE0 ? 2 : code < 0xF0 ? 3 : 4;
        var end = Math.Min(at + length, text.Length);
        var word = 0x3000_0000u + code;
        if (length > 1)
        {
            foreach (var part in text[at..end]) word = (word ^ part) * Prime;
        }

        isEnd = code switch
        {
            (byte)'.' => EndsAtDot(text, at),
            (byte)'!' or (byte)'?' => true,
            0xE3 or 0xEF => text[at..end] is [0xE3, 0x80, 0x82] or [0xEF, 0xBC, 0x81 or 0x9F or 0x9B],
            _ => false,
        };
        Add(at, end, word | 1, (uint)Shape.Sign, 4, isGlued, false);
        return end;
    }

    // "Dr. Smith", "P.O. Box" and "u. 15" go on.
    private bool EndsAtDot(ReadOnlySpan<byte> text, int at)
    {
        if (at + 1 < text.Length && text[at + 1] is not ((byte)' ' or (byte)'\n')) return false;
        if (Count == 0) return true;

        var isShort = Ends[Count - 1] == at && at - Starts[Count - 1] < AbbreviationMax;
        return !isShort || (Shape)(Kinds[Count - 1 + Margin] & 15) == Shape.Number;
    }

    private void Add(int start, int end, uint word, uint kind, uint tail, bool isGlued, bool isInitial)
    {
        (Starts[Count], Ends[Count], Tails[Count]) = (start, end, tail);
        Words[Count + Margin] = word;
        Kinds[Count + Margin] = kind | (isGlued ? 1u << 14 : 0) | (isInitial ? 1u << 15 : 0);
        Count++;
    }

    private void Finish()
    {
        for (var index = 0; index < Margin; index++)
        {
            (Words[index], Kinds[index]) = (7, (uint)Shape.Edge);
            (Words[Count + Margin + index], Kinds[Count + Margin + index]) = (7, (uint)Shape.Edge);
        }
    }

    // An apostrophe or a hyphen between letters, but not the one of "Ann's".
    private static bool IsJoint(ReadOnlySpan<byte> text, int at, out int length)
    {
        length = text[at] is (byte)'\'' or (byte)'-' ? 1 : text[at..].StartsWith("’"u8) ? 3 : 0;
        if (length == 0 || at + length >= text.Length || Letter(text, at + length, out _) == 0) return false;

        var isGenitive = text[at] != '-' && (text[at + length] | 0x20) == 's'
            && (at + length + 1 >= text.Length || Letter(text, at + length + 1, out _) == 0);
        return !isGenitive;
    }

    // Bytes of a Latin letter; 0 where there is none.
    private static int Letter(ReadOnlySpan<byte> text, int at, out bool isUpper)
    {
        var code = text[at];
        isUpper = (uint)(code - 'A') < 26;
        if (code < 0x80) return isUpper || (uint)(code - 'a') < 26 ? 1 : 0;

        if (code is >= 0xC3 and <= 0xC9 && at + 1 < text.Length)
        {
            var odd = code == 0xC5 && text[at + 1] >= 0xB9 ? 1 : 0;
            isUpper = code == 0xC3 ? text[at + 1] < 0xA0 : (text[at + 1] & 1) == odd;
            return 2;
        }

        if (code != 0xE1 || at + 2 >= text.Length || text[at + 1] is not (>= 0xB8 and <= 0xBB)) return 0;
        isUpper = (text[at + 2] & 1) == 0;
        return 3;
    }

    private static byte Small(byte code, byte before)
    {
        if ((uint)(code - 'A') < 26) return (byte)(code | 0x20);
        return before == 0xC3 && code is >= 0x80 and < 0x9F ? (byte)(code + 0x20) : code;
    }

    private static bool IsDigit(byte code) => (uint)(code - '0') < 10;

    private static int Code(ReadOnlySpan<byte> text, int at) =>
        (text[at] & 0x0F) << 12 | (text[at + 1] & 0x3F) << 6 | text[at + 2] & 0x3F;

    private static bool IsHanCode(int code) => code is >= 0x3400 and < 0xA000;

    private enum Shape : byte
    {
        Edge = 0,
        Small = 1,
        Title = 2,
        Capitals = 3,
        Letter = 4,
        Camel = 5,
        Number = 6,
        Mixed = 7,
        Han = 8,
        Sign = 9,
    }
}
