using System.Globalization;

namespace Headroom.Curation.Languages;

/// <summary>What a character counts as when languages are told apart.</summary>
internal static class LetterTable
{
    /// <summary>What stands between words.</summary>
    public const ushort Gap = ' ';

    /// <summary>For each code point below 65,536 its script.</summary>
    public static Script[] Scripts { get; } = [.. Enumerable.Range(0, 0x10000).Select(ScriptAt)];

    /// <summary>For each code point below 65,536 its small letter, or <see cref="Gap"/>.</summary>
    public static ushort[] Letters { get; } =
    [
        .. Scripts.Select((script, code) => script <= Script.Foreign ? Gap : char.ToLowerInvariant((char)code)),
    ];

    /// <summary>Whether a letter is of a script without spaces, or of syllables: it says much alone.</summary>
    public static bool IsAlone(int letter) => letter is >= 0x3040 and <= 0xD7AF;

    /// <summary>The script of a language; null when it is not known, and any may be its own.</summary>
    public static Script? ScriptOf(string language) => language switch
    {
        "el" => Script.Greek,
        "bg" or "mk" or "ru" or "sr" or "uk" => Script.Cyrillic,
        "he" => Script.Hebrew,
        "ar" or "fa" or "ur" => Script.Arabic,
        "hi" or "mr" or "ne" => Script.Devanagari,
        "ja" or "zh" or "zh-Hans" or "zh-Hant" => Script.Han,
        "ko" => Script.Hangul,
        "ca" or "cs" or "da" or "de" or "en" or "es" or "et" or "fi" or "fr" or "gl" or "hr" or "hu" or "id" or "it"
            or "lt" or "lv" or "nb" or "nl" or "pl" or "pt" or "ro" or "sk" or "sl" or "sv" or "tr" or "vi" =>
            Script.Latin,
        _ => null,
    };

    private static Script ScriptAt(int code)
    {
        var letter = (char)code;
        var isMark = char.GetUnicodeCategory(letter)
            is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
        if (!char.IsLetter(letter) && !isMark) return Script.None;

        return code switch
        {
            < 0x370 or (>= 0x1E00 and <= 0x1EFF) => Script.Latin,
            < 0x400 or (>= 0x1F00 and <= 0x1FFF) => Script.Greek,
            < 0x530 => Script.Cyrillic,
            >= 0x590 and <= 0x5FF => Script.Hebrew,
            >= 0x600 and <= 0x6FF => Script.Arabic,
            >= 0x900 and <= 0x97F => Script.Devanagari,
            >= 0xAC00 and <= 0xD7AF => Script.Hangul,
            (>= 0x3040 and <= 0x30FF) or (>= 0x3400 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) => Script.Han,
            _ => Script.Foreign,
        };
    }
}
