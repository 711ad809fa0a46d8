namespace Headroom.Curation.Chinese;

/// <summary>
/// Simplified text that a program turned into traditional characters one by one: 皇后 becomes 皇後, and 方面 方麵. In such a
/// text the way back is safe, since several traditional characters have one simplified.
/// </summary>
internal static class ScraperTraditional
{
    private const int WrongMin = 3;

    /// <summary>Pairs that nobody writes in texts of so many Han characters, at most.</summary>
    /// <remarks>Traditional documentation and poetry have one in 1,000; what programs made, one in 100.</remarks>
    private const int HanPerWrong = 250;

    /// <summary>Whether the text was made so.</summary>
    public static bool IsIn(ReadOnlySpan<char> text)
    {
        var han = 0;
        var wrong = 0;
        for (var index = 0; index < text.Length; index++)
        {
            if (text[index] is < '\u3400' or > '\u9FFF') continue;

            han++;
            if (index > 0 && CharacterVariants.IsWrongPair(text[index - 1], text[index])) wrong++;
        }

        return wrong >= WrongMin && (long)wrong * HanPerWrong >= han;
    }

    /// <summary>The text in simplified characters.</summary>
    public static string Simplified(string text) => string.Create(text.Length, text, static (simplified, from) =>
    {
        for (var index = 0; index < from.Length; index++) simplified[index] = Simplified(from, index);
    });

    // Two characters that are simplified ones too, in words of their own.
    private static char Simplified(string text, int index)
    {
        var before = index > 0 ? text[index - 1] : ' ';
        var after = index + 1 < text.Length ? text[index + 1] : ' ';
        return text[index] switch
        {
            '瞭' => after == '望' ? '瞭' : '了',
            '著' => "名作稱称者述書书錄录".Contains(after) || "名顯显原論论專专編编巨遺遗土合拙譯译".Contains(before) ? '著' : '着',
            var other => CharacterVariants.SimplifiedOf(other),
        };
    }
}
