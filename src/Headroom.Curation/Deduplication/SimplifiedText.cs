using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Headroom.Curation.Text;

namespace Headroom.Curation.Deduplication;

/// <summary>
/// Text as datatrove compares it: small letters, numbers as 0, marks as spaces, one space between words, and no marks
/// above letters.
/// </summary>
internal static partial class SimplifiedText
{
    /// <summary>The simplified text.</summary>
    public static string Of(string text)
    {
        var zeroed = Number().Replace(text.ToLowerInvariant(), "0");
        var spaced = new StringBuilder(zeroed.Length);
        foreach (var rune in zeroed.EnumerateRunes())
        {
            var kinds = Characters.Of(rune.Value);
            var isSpace = (kinds & CharacterKinds.Space) != 0 || (kinds & CharacterKinds.NotSymbol) == 0;
            if (!isSpace) spaced.Append(rune);
            else if (spaced.Length > 0 && spaced[^1] != ' ') spaced.Append(' ');
        }

        var simplified = new StringBuilder(spaced.Length);
        for (var index = 0; index < spaced.Length; index++)
        {
            var letter = spaced[index];
            if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
                simplified.Append(BaseLetters.Of(letter));
        }

        return simplified.ToString().Trim();
    }

    [GeneratedRegex(@"\d+([.,\u066B]\d+)*")]
    private static partial Regex Number();
}
