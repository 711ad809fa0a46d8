namespace Headroom.Curation.Text;

/// <summary>
/// The tokens by which Punkt decides about a sentence end (Kiss and Strunk 2006, as NLTK codes it): words, single
/// marks, and runs of dashes or dots.
/// </summary>
internal static class PunktTokens
{
    private static readonly bool[] IsNotAtStart = TableOf("(\"`{[:;&#*@)}]-,");
    private static readonly bool[] IsNotInside = TableOf("?!)\";}]*:@'({[");
    private static readonly bool[] IsPlain = BuildPlain();

    /// <summary>Bytes of the token at the start of <paramref name="text"/>, which begins with no white space.</summary>
    public static int LengthOfFirst(ReadOnlySpan<byte> text)
    {
        var many = LengthOfMany(text);
        if (many > 0) return many;
        if (IsNotAtStart[text[0]]) return 1;

        // At least one character, then up to what ends a word.
        var index = 0;
        Utf8.Next(text, ref index);
        while (index < text.Length && (IsPlain[text[index]] || !EndsAt(text[index..]))) Utf8.Next(text, ref index);
        return index;
    }

    /// <summary>Whether a byte is one of the marks that no word contains.</summary>
    public static bool IsMark(byte mark) => IsNotInside[mark];

    /// <summary>Whether the token is one letter and a full stop.</summary>
    public static bool IsInitial(ReadOnlySpan<byte> token)
    {
        var index = 0;
        var first = Utf8.Next(token, ref index);
        return index + 1 == token.Length && token[index] == '.' && Characters.IsWord(first)
            && (Characters.Of(first) & CharacterKinds.Digit) == 0;
    }

    /// <summary>Whether the token is a number, perhaps with a full stop.</summary>
    public static bool IsNumber(ReadOnlySpan<byte> token)
    {
        var index = token[0] == '-' ? 1 : 0;
        if (index < token.Length && token[index] is (byte)'.' or (byte)',') index++;
        if (index >= token.Length || !IsDigit(token, ref index)) return false;
        while (index < token.Length)
        {
            if (token[index] is (byte)',' or (byte)'.' or (byte)'-') index++;
            else if (!IsDigit(token, ref index)) return false;
        }

        return true;
    }

    /// <summary>Whether the token begins with a letter of that case.</summary>
    public static bool BeginsWith(ReadOnlySpan<byte> token, CharacterKinds letterCase)
    {
        var index = 0;
        return (Characters.Of(Utf8.Next(token, ref index)) & letterCase) != 0;
    }

    private static bool IsDigit(ReadOnlySpan<byte> token, ref int index) =>
        (Characters.Of(Utf8.Next(token, ref index)) & CharacterKinds.Digit) != 0;

    private static bool EndsAt(ReadOnlySpan<byte> rest)
    {
        if (IsBoundary(rest)) return true;
        return rest[0] == ',' && (rest.Length == 1 || IsBoundary(rest[1..]));
    }

    private static bool IsBoundary(ReadOnlySpan<byte> rest)
    {
        if (IsMark(rest[0]) || LengthOfMany(rest) > 0) return true;
        var index = 0;
        return Utf8.IsSpace(Utf8.Next(rest, ref index));
    }

    private static bool[] TableOf(string marks)
    {
        var table = new bool[256];
        foreach (var mark in marks) table[mark] = true;
        return table;
    }

    // Letters and digits of ASCII end no token.
    private static bool[] BuildPlain()
    {
        var table = new bool[256];
        for (var code = 0; code < 128; code++) table[code] = char.IsAsciiLetterOrDigit((char)code);
        return table;
    }

    // Two or more dashes or dots. Dots with spaces between need more tokens than a decision looks at.
    private static int LengthOfMany(ReadOnlySpan<byte> text)
    {
        if (text[0] is not ((byte)'-' or (byte)'.')) return 0;

        var run = text.IndexOfAnyExcept(text[0]);
        if (run < 0) run = text.Length;
        return run >= 2 ? run : 0;
    }
}
