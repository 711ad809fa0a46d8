namespace Headroom.Privacy.Patterns;

/// <summary>A set of ASCII characters.</summary>
internal readonly record struct AsciiSet(ulong Low, ulong High)
{
    public static readonly AsciiSet Digits = Range('0', '9');
    public static readonly AsciiSet Alphanumeric = Range('0', '9') | Range('A', 'Z') | Range('a', 'z');

    public bool IsEmpty => (Low | High) == 0;

    public static AsciiSet operator |(AsciiSet one, AsciiSet other) => new(one.Low | other.Low, one.High | other.High);

    public static AsciiSet operator &(AsciiSet one, AsciiSet other) => new(one.Low & other.Low, one.High & other.High);

    public static AsciiSet operator ~(AsciiSet set) => new(~set.Low, ~set.High);

    public static AsciiSet Of(char character) => Range(character, character);

    public static AsciiSet Range(char first, char last)
    {
        var (low, high) = (0UL, 0UL);
        for (int code = first; code <= last; code++)
        {
            if (code < 64) low |= 1UL << code;
            else high |= 1UL << (code - 64);
        }

        return new AsciiSet(low, high);
    }

    public bool Contains(int code) => code < 64 ? (Low >> code & 1) != 0 : code < 128 && (High >> (code - 64) & 1) != 0;

    /// <summary>The same letters in both cases.</summary>
    public AsciiSet AnyCase()
    {
        const ulong Upper = 0x07FF_FFFEUL;
        return new AsciiSet(Low, High | (High & Upper) << 32 | (High >> 32) & Upper);
    }
}
