using System.Globalization;
using System.Text;

namespace Headroom.Cli.Output;

/// <summary>
/// How many columns of a terminal a text takes: two for East Asian wide characters, none for combining marks.
/// </summary>
internal static class DisplayWidth
{
    // Blocks whose characters Unicode's EastAsianWidth.txt calls W or F, neighbours merged.
    private static readonly (int First, int Last)[] WideBlocks =
    [
        (0x1100, 0x115F), (0x2E80, 0x303E), (0x3041, 0xA4CF), (0xA960, 0xA97F), (0xAC00, 0xD7A3),
        (0xF900, 0xFAFF), (0xFE30, 0xFE6F), (0xFF00, 0xFF60), (0xFFE0, 0xFFE6), (0x1F300, 0x1F64F),
        (0x1F680, 0x1F6FF), (0x1F900, 0x1F9FF), (0x20000, 0x3FFFD),
    ];

    public static int Of(string text) => text.EnumerateRunes().Sum(Of);

    /// <summary>
    /// The longest start of <paramref name="text"/> that takes at most <paramref name="width"/> columns,
    /// with an ellipsis when cut.
    /// </summary>
    public static string Cut(string text, int width)
    {
        if (Of(text) <= width) return text;

        var kept = new StringBuilder();
        var used = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            used += Of(rune);
            if (used > width - 1) break;
            kept.Append(rune);
        }

        return kept.Append('…').ToString();
    }

    /// <summary>The text with control characters made visible: a file's name must not steer the terminal.</summary>
    public static string Printable(string text) =>
        text.Any(char.IsControl)
            ? string.Concat(text.Select(letter => char.IsControl(letter) ? '\uFFFD' : letter))
            : text;

    private static int Of(Rune rune)
    {
        if (rune.Value < 0x300) return 1;
        var category = Rune.GetUnicodeCategory(rune);
        if (category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format)
            return 0;

        return WideBlocks.Any(block => rune.Value >= block.First && rune.Value <= block.Last) ? 2 : 1;
    }
}
