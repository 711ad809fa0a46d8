using Headroom.Curation.Text;

namespace Headroom.Curation.Chinese;

/// <summary>Lines of Chinese that were read in the wrong encoding.</summary>
internal static class GarbledText
{
    // What the commonest characters and marks of Chinese in UTF-8 become when they are read as GBK.
    private const string ReadAsGbk = "锛銆鐨鍙鍦鏄涓浠鏂绋绯鎴鍜璇鍚鏈杩闂瀹鎵鍒鐢鏁鏉鐞閫缁鏍鎿鍔绠璁鍥鍏";

    private static readonly byte[][] Relics =
        [.. new[] { "锟斤拷", "烫烫烫", "屯屯屯" }.Select(System.Text.Encoding.UTF8.GetBytes)];

    /// <summary>Whether a line, or the text as a whole, is garbled.</summary>
    public static bool IsIn(ReadOnlySpan<byte> text)
    {
        foreach (var relic in Relics)
        {
            if (text.IndexOf(relic) >= 0) return true;
        }

        foreach (var line in new LineBreaks(text))
        {
            if (IsGarbled(line)) return true;
        }

        return false;
    }

    private static bool IsGarbled(ReadOnlySpan<byte> line)
    {
        var characters = 0;
        var latin = 0;
        var han = 0;
        var asGbk = 0;
        for (var index = 0; index < line.Length; characters++)
        {
            var code = Utf8.Next(line, ref index);
            if (code is >= 0x80 and <= 0xFF) latin++;
            if ((Text.Characters.Of(code) & CharacterKinds.Han) == 0) continue;

            han++;
            if (ReadAsGbk.Contains((char)Math.Min(code, 0xFFFF), StringComparison.Ordinal)) asGbk++;
        }

        return (latin >= 6 && 5 * latin > characters) || (asGbk >= 3 && 10 * asGbk > han);
    }
}
