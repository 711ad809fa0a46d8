namespace Headroom.Curation.Repair;

/// <summary>Which code points people write, and which only turn up when bytes are read in the wrong way.</summary>
internal static class PlausibleCharacters
{
    /// <summary>Whether a code point beyond ASCII is written: a letter in use, a common mark, a picture.</summary>
    public static bool IsWritten(int code) => code switch
    {
        < 0xA0 => false,
        < 0x180 => true,
        0x192 or 0x1A0 or 0x1A1 or 0x1AF or 0x1B0 => true,
        < 0x1CD => false,
        <= 0x1DC => true,
        >= 0x218 and <= 0x21B => true,
        >= 0x300 and <= 0x36F => true,
        >= 0x2000 and <= 0x2E7F => true,
        >= 0xFE0E and <= 0xFE0F or 0xFEFF or 0xFFFD => true,
        >= 0x1F000 and <= 0x1FAFF or >= 0x1D400 and <= 0x1D7FF or >= 0x20000 and <= 0x2FA1F => true,
        _ => ScriptOf(code) != Script.None,
    };

    /// <summary>The script of a letter beyond Latin, as far as it matters here.</summary>
    public static Script ScriptOf(int code) => code switch
    {
        >= 0x384 and <= 0x3CE => Script.Greek,
        >= 0x400 and <= 0x45F or >= 0x490 and <= 0x4BF => Script.Cyrillic,
        >= 0x531 and <= 0x58F => Script.Armenian,
        >= 0x591 and <= 0x5F4 => Script.Hebrew,
        >= 0x600 and <= 0x6FF => Script.Arabic,
        >= 0x900 and <= 0xDFF => Script.Indic,
        >= 0xE01 and <= 0xEFF => Script.Thai,
        >= 0x10A0 and <= 0x10FF => Script.Georgian,
        >= 0x1E00 and <= 0x1EFF => Script.Latin,
        >= 0x1F00 and <= 0x1FFF => Script.Greek,
        >= 0x3000 and <= 0x30FF or >= 0x3400 and <= 0x9FFF or >= 0xF900 and <= 0xFAFF
            or >= 0xFF00 and <= 0xFFEE => Script.Han,
        >= 0xAC00 and <= 0xD7A3 => Script.Hangul,
        _ => Script.None,
    };

    /// <summary>Scripts that are told apart; kana and full-width marks count as Han.</summary>
    internal enum Script
    {
        None, Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic, Indic, Thai, Georgian, Han, Hangul,
    }
}
