using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Headroom.Curation.Text;

namespace Headroom.Curation.Signals;

/// <summary>What a code point counts as in the signals, as Python's character methods tell it.</summary>
[Flags]
internal enum SignalClass : byte
{
    /// <summary>A mark or a symbol that nothing changes.</summary>
    None = 0,

    /// <summary>A letter, a number or the underscore: <c>\w</c>.</summary>
    Word = 1,

    /// <summary>White space: <c>\s</c>.</summary>
    Space = 2,

    /// <summary>Upper case: derived property Uppercase.</summary>
    Upper = 4,

    /// <summary>Lower or title case, so that a word with it is not all capitals.</summary>
    NotCapital = 8,

    /// <summary>A number, those of Han characters included: <c>isnumeric</c>.</summary>
    Numeric = 16,

    /// <summary>Not itself after lower-casing and decomposition, or a combining mark.</summary>
    Changed = 32,

    /// <summary>A mark of ASCII, which normalised text leaves out.</summary>
    Dropped = 64,

    /// <summary>A letter of ASCII.</summary>
    AsciiLetter = 128,
}

/// <summary>The classes of code points: a table for the basic plane, the Unicode categories beyond.</summary>
internal static class SignalClasses
{
    private const string HanNumbers =
        "㐅㒃㠪㭍一七万三九二五亖亿什仟仨伍佰億兆兩八六十千卄卅卌叁参參叄四壱壹幺廾廿弌弍弎弐拾捌柒漆玖百肆萬貮貳贰阡陆陌陸零"
        + "\uF96B\uF973\uF978\uF9B2\uF9D1\uF9D3\uF9FD";

    private static readonly SignalClass[] BasicPlane = [.. Enumerable.Range(0, 0x10000).Select(Compute)];

    /// <summary>Classes of a code point.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SignalClass Of(int code)
    {
        var table = BasicPlane;
        return (uint)code < (uint)table.Length ? table[code] : Compute(code);
    }

    private static SignalClass Compute(int code)
    {
        if (!Rune.IsValid(code)) return SignalClass.None;

        var category = Rune.GetUnicodeCategory(new Rune(code));
        var classes = OfCategory(category) | OfCase(code, category);
        if (code == '_' || HanNumbers.Contains((char)code) && code < 0x10000) classes |= SignalClass.Word;
        if (code < 0x10000 && HanNumbers.Contains((char)code)) classes |= SignalClass.Numeric;
        if (Utf8.IsSpace(code)) classes |= SignalClass.Space;
        if (NormalizedCharacters.IsChanged(code)) classes |= SignalClass.Changed;
        if (code < 128 && (category >= UnicodeCategory.ConnectorPunctuation || code == '`')) classes |= OfMark(code);
        if (char.IsAsciiLetter((char)code) && code < 128) classes |= SignalClass.AsciiLetter;
        return classes;
    }

    private static SignalClass OfMark(int code) =>
        code is >= '!' and <= '~' ? SignalClass.Dropped : SignalClass.None;

    private static SignalClass OfCategory(UnicodeCategory category) => category switch
    {
        <= UnicodeCategory.OtherLetter => SignalClass.Word,
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber =>
            SignalClass.Word | SignalClass.Numeric,
        _ => SignalClass.None,
    };

    // Roman numerals and letters in circles have a case too (Other_Uppercase and Other_Lowercase of Unicode 14).
    private static SignalClass OfCase(int code, UnicodeCategory category) => category switch
    {
        UnicodeCategory.UppercaseLetter => SignalClass.Upper,
        UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter => SignalClass.NotCapital,
        _ when code is (>= 0x2160 and <= 0x216F) or (>= 0x24B6 and <= 0x24CF) or (>= 0x1F130 and <= 0x1F149)
            or (>= 0x1F150 and <= 0x1F169) or (>= 0x1F170 and <= 0x1F189) => SignalClass.Upper,
        _ when IsOtherLower(code) => SignalClass.NotCapital,
        _ => SignalClass.None,
    };

    private static bool IsOtherLower(int code) => code is 0xAA or 0xBA or (>= 0x2B0 and <= 0x2B8) or 0x2C0 or 0x2C1
        or (>= 0x2E0 and <= 0x2E4) or 0x345 or 0x37A or (>= 0x1D2C and <= 0x1D6A) or 0x1D78
        or (>= 0x1D9B and <= 0x1DBF) or 0x2071 or 0x207F or (>= 0x2090 and <= 0x209C) or (>= 0x2170 and <= 0x217F)
        or (>= 0x24D0 and <= 0x24E9) or 0x2C7C or 0x2C7D or 0xA69C or 0xA69D or 0xA770 or 0xA7F8 or 0xA7F9
        or (>= 0xAB5C and <= 0xAB5F) or 0x10780 or (>= 0x10783 and <= 0x10785) or (>= 0x10787 and <= 0x107B0)
        or (>= 0x107B2 and <= 0x107BA);
}
