using System.Globalization;

namespace Headroom.Curation.Languages;

/// <summary>What a character counts as when languages are told apart.</summary>
internal static class LetterTable
{
    /// <summary>What stands between words.</summary>
    public const ushort Gap = ' ';

    /// <summary>A letter of a script that no model knows.</summary>
    public const ushort Foreign = 1;

    /// <summary>
    /// For each code point below 65,536 its small letter, <see cref="Gap"/> or <see cref="Foreign"/>.
    /// </summary>
    public static ushort[] Letters { get; } = Build();

    /// <summary>Whether a letter is of a script without spaces, or of syllables: it says much alone.</summary>
    public static bool IsAlone(int letter) => letter is >= 0x3040 and <= 0xD7AF;

    private static ushort[] Build()
    {
        var table = new ushort[0x10000];
        for (var code = 0; code < table.Length; code++)
        {
            var letter = (char)code;
            var isMark = char.GetUnicodeCategory(letter)
                is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
            table[code] = !char.IsLetter(letter) && !isMark ? Gap
                : IsKnown(code) ? char.ToLowerInvariant(letter)
                : Foreign;
        }

        return table;
    }

    // Latin, Greek, Cyrillic, Hebrew, Arabic, Devanagari, kana, Han and Hangul.
    private static bool IsKnown(int code) => code is < 0x530 or (>= 0x590 and <= 0x6FF) or (>= 0x900 and <= 0x97F)
        or (>= 0x1E00 and <= 0x1FFF) or (>= 0x3040 and <= 0x30FF) or (>= 0x3400 and <= 0x9FFF)
        or (>= 0xAC00 and <= 0xD7AF) or (>= 0xF900 and <= 0xFAFF);
}
