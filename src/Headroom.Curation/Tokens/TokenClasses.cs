using System.Globalization;
using System.Text;

namespace Headroom.Curation.Tokens;

/// <summary>What a code point is to the patterns by which tokenizers cut texts.</summary>
[Flags]
internal enum TokenClasses : byte
{
    /// <summary>Marks, symbols and controls.</summary>
    None = 0,

    /// <summary>May stand in the upper part of a word: Lu, Lt, Lm, Lo or M.</summary>
    Upper = 1,

    /// <summary>May stand in the lower part of a word: Ll, Lm, Lo or M.</summary>
    Lower = 2,

    /// <summary>A letter: general category L.</summary>
    Letter = 4,

    /// <summary>A number: general category N.</summary>
    Number = 8,

    /// <summary>White space, as Unicode has it.</summary>
    Space = 16,

    /// <summary>Carriage return or line feed; white space too.</summary>
    NewLine = 32,
}

/// <summary>The classes of code points: a table for the basic plane, the Unicode categories beyond.</summary>
internal static class TokenClassTable
{
    private static readonly TokenClasses[] BasicPlane =
        [.. Enumerable.Range(0, 0x10000).Select(code => OfCategory(CharUnicodeInfo.GetUnicodeCategory((char)code))
            | (IsSpace(code) ? TokenClasses.Space : 0)
            | (code is '\r' or '\n' ? TokenClasses.NewLine : 0))];

    /// <summary>Classes of a code point.</summary>
    public static TokenClasses Of(int codePoint) => (uint)codePoint < (uint)BasicPlane.Length
        ? BasicPlane[codePoint]
        : OfCategory(Rune.GetUnicodeCategory(new Rune(codePoint)));

    private static TokenClasses OfCategory(UnicodeCategory category) => category switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.TitlecaseLetter => TokenClasses.Letter | TokenClasses.Upper,
        UnicodeCategory.LowercaseLetter => TokenClasses.Letter | TokenClasses.Lower,
        UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter =>
            TokenClasses.Letter | TokenClasses.Upper | TokenClasses.Lower,
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark =>
            TokenClasses.Upper | TokenClasses.Lower,
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber =>
            TokenClasses.Number,
        _ => TokenClasses.None,
    };

    // White_Space of Unicode, which is what \s means in the patterns; Python's and .NET's own words differ.
    private static bool IsSpace(int code) => code is (>= 9 and <= 13) or 32 or 0x85 or 0xA0 or 0x1680
        or (>= 0x2000 and <= 0x200A) or 0x2028 or 0x2029 or 0x202F or 0x205F or 0x3000;
}
