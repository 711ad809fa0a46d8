using System.Globalization;
using System.Text;

namespace Headroom.Curation.Text;

/// <summary>The kinds of code points: a table for the basic plane, the Unicode categories beyond.</summary>
internal static class Characters
{
    // The published filters' own set, U+FF11 included: https://github.com/huggingface/datatrove, utils/text.py.
    private const string Symbols = "!/—”:％１〈&(、━\\【#%「」，】；+^]~“《„';’{|∶´[=-`*．（–？！：$～«〉,><》)?）。…@_.\"}►»";

    private static readonly CharacterKinds[] BasicPlane = Build();

    /// <summary>Kinds of a code point.</summary>
    public static CharacterKinds Of(int codePoint) =>
        (uint)codePoint < (uint)BasicPlane.Length ? BasicPlane[codePoint] : Beyond(codePoint);

    /// <summary>Whether Python's <c>\w</c> matches it: a letter, a digit, another number or the underscore.</summary>
    public static bool IsWord(int codePoint) =>
        codePoint == '_'
        || (Of(codePoint) & (CharacterKinds.Letter | CharacterKinds.Digit)) != 0
        || (codePoint >= 128 && IsOtherNumber(codePoint));

    private static bool IsOtherNumber(int codePoint) =>
        Rune.IsValid(codePoint)
        && Rune.GetUnicodeCategory(new Rune(codePoint)) is UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    private static CharacterKinds[] Build()
    {
        var table = new CharacterKinds[0x10000];
        for (var code = 0; code < table.Length; code++)
        {
            table[code] = CharacterKinds.NotSymbol | OfCategory(CharUnicodeInfo.GetUnicodeCategory((char)code))
                | (IsSpace(code) ? CharacterKinds.Space : 0) | (IsHan(code) ? CharacterKinds.Han : 0);
        }

        foreach (var symbol in Symbols) table[symbol] &= ~CharacterKinds.NotSymbol;
        for (var control = 0; control < 160; control++)
        {
            if (control is (< 32 and not ('\t' or '\n' or '\r')) or '\r' or (>= 127 and < 160))
                table[control] &= ~CharacterKinds.NotSymbol;
        }

        // Of the controls only tab and line feed are no symbols there.
        table['\t'] |= CharacterKinds.NotSymbol;
        return table;
    }

    private static CharacterKinds Beyond(int codePoint) => Rune.IsValid(codePoint)
        ? CharacterKinds.NotSymbol | OfCategory(Rune.GetUnicodeCategory(new Rune(codePoint)))
            | (IsHan(codePoint) ? CharacterKinds.Han : 0)
        : CharacterKinds.NotSymbol;

    private static CharacterKinds OfCategory(UnicodeCategory category) => category switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.TitlecaseLetter =>
            CharacterKinds.Letter | CharacterKinds.Upper,
        UnicodeCategory.LowercaseLetter => CharacterKinds.Letter | CharacterKinds.Lower,
        UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter => CharacterKinds.Letter,
        UnicodeCategory.DecimalDigitNumber => CharacterKinds.Digit,
        >= UnicodeCategory.ConnectorPunctuation and <= UnicodeCategory.OtherPunctuation => CharacterKinds.Punctuation,
        _ => CharacterKinds.None,
    };

    private static bool IsSpace(int code) => code is (>= 9 and <= 13) or (>= 28 and <= 32) or 0x85 or 0xA0 or 0x1680
        or (>= 0x2000 and <= 0x200A) or 0x2028 or 0x2029 or 0x202F or 0x205F or 0x3000;

    private static bool IsHan(int code) => code is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF)
        or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x323AF);
}
