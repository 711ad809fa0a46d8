using System.Text;

namespace Headroom.Curation.Repair;

/// <summary>
/// Finds UTF-8 in a text that was read in an encoding of one byte a character, and weighs what it finds by what stands
/// around it. The rules are our own; the mistakes are those that ftfy (Speer 2019) collected.
/// </summary>
internal static class EncodedScan
{
    // Marks that stand behind any letter in good texts: closing quotes, dashes, marks of trade.
    private const string AfterLetters = "’‘”“…™»›«‹–—®©·•\u00A0";

    // Leads of what is commonest in UTF-8 and rare at the end of words: Â, Ã and what other encodings have there.
    private const string CommonLeads = "ÂÃĂ";

    /// <summary>The sequence that begins at a place; null when none does.</summary>
    public static EncodedCharacter? At(ReadOnlySpan<char> text, int start, ByteEncoding encoding)
    {
        var lead = encoding.ByteOf(text[start]);
        var length = lead switch { >= 0xC2 and < 0xE0 => 2, >= 0xE0 and < 0xF0 => 3, >= 0xF0 and < 0xF5 => 4, _ => 0 };
        if (length == 0 || start + length > text.Length) return LostAt(text, start, lead, encoding);

        var code = lead & (0x7F >> length);
        var isLost = false;
        var spaces = 0;
        for (var index = 1; index < length; index++)
        {
            var one = encoding.ByteOf(text[start + index]);
            if (one == ' ')
            {
                // A byte A0 that somebody took for a space; alone behind its lead it says too little.
                spaces++;
                one = 0xA0;
            }

            isLost |= one == ByteEncoding.Lost;
            if (one is (< 0x80 or > 0xBF) and not ByteEncoding.Lost)
                return isLost ? LostAt(text, start, lead, encoding) : null;

            code = (code << 6) | (one & 0x3F);
        }

        if (spaces > 0 && (length == 2 || spaces > 1)) return null;
        if (isLost) return new EncodedCharacter(start, length, 0xFFFD, length > 2 ? Evidence.Weak : Evidence.Against);
        if (!IsShortest(code, length)) return null;
        return new EncodedCharacter(start, length, code, Weigh(text, start, length, code, spaces > 0));
    }

    // One U+FFFD may stand for several bytes at the end of a sequence.
    private static EncodedCharacter? LostAt(ReadOnlySpan<char> text, int start, byte lead, ByteEncoding encoding)
    {
        var longest = lead switch { >= 0xC2 and < 0xE0 => 2, >= 0xE0 and < 0xF0 => 3, >= 0xF0 and < 0xF5 => 4, _ => 0 };
        for (var index = 1; index < longest && start + index < text.Length; index++)
        {
            var one = encoding.ByteOf(text[start + index]);
            if (one == ByteEncoding.Lost) return new EncodedCharacter(start, index + 1, 0xFFFD, Evidence.Weak);
            if (one is < 0x80 or > 0xBF) break;
        }

        return null;
    }

    private static bool IsShortest(int code, int length) => length switch
    {
        2 => code >= 0x80,
        3 => code >= 0x800 && Rune.IsValid(code),
        _ => code is >= 0x10000 and <= 0x10FFFF,
    };

    private static Evidence Weigh(ReadOnlySpan<char> text, int start, int length, int code, bool hasSpace)
    {
        // A control character is what is left when the text was read wrongly twice.
        if (code < 0xA0) return Evidence.Weak;
        if (!PlausibleCharacters.IsWritten(code)) return Evidence.Against;
        if (hasSpace) return Evidence.Weak;

        var hasSymbol = false;
        for (var index = start + 1; index < start + length; index++) hasSymbol |= IsOdd(text[index], text[start]);
        var lead = text[start];
        var before = start > 0 ? text[start - 1] : ' ';
        var after = start + length < text.Length ? text[start + length] : ' ';
        if (length >= 3)
        {
            return hasSymbol || char.IsLetter(after) || (IsMark(code) && text[start + 1] == 'Ђ')
                ? Evidence.Strong
                : Evidence.Weak;
        }

        if (char.IsControl(text[start + 1])) return Evidence.Strong;
        if (lead == 'Ã' && text[start + 1] == '\u00A0') return Evidence.Strong;

        var isInside = char.IsLetter(before) || char.IsLetter(after);
        if (!char.IsLetter(lead))
        {
            return isInside && IsLatin(code) && text[start + 1] is not ('π' or '´')
                ? Evidence.Strong
                : Evidence.Weak;
        }

        var script = PlausibleCharacters.ScriptOf(code);
        var isAlone = script is not (PlausibleCharacters.Script.None or PlausibleCharacters.Script.Greek
            or PlausibleCharacters.Script.Cyrillic or PlausibleCharacters.Script.Latin);
        if (isAlone) return Evidence.Weak;
        if (hasSymbol || (lead >= 'Ͱ' && IsLatin(code) && char.IsAsciiLetter(after))) return Evidence.Strong;

        // Capitals inside of words: nobody writes cÃ™is.
        return CommonLeads.Contains(lead) && char.IsLetter(after) && !char.IsLetter(text[start + 1])
            ? Evidence.Strong
            : Evidence.Weak;
    }

    // Dashes and quotation marks, which are in texts of all languages.
    private static bool IsMark(int code) => code is >= 0x2010 and <= 0x203A;

    private static bool IsLatin(int code) => code is >= 0xA0 and < 0x250 or >= 0x1E00 and < 0x1F00;

    // Whether nobody writes such a mark behind a letter.
    private static bool IsOdd(char mark, char lead)
    {
        if (char.IsControl(mark)) return true;
        if (mark is 'ª' or 'º' or 'µ' or 'ƒ') return true;
        if (char.IsLetter(mark)) return false;
        return !AfterLetters.Contains(mark) || (CommonLeads.Contains(lead) && mark is ('®' or '©' or '•' or '·'));
    }
}
