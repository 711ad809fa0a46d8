using System.Buffers;
using System.Text.RegularExpressions;

namespace Headroom.Curation.Chinese;

/// <summary>Readings in brackets behind characters, such as 汉(hàn)字(zì), which cut words into pieces.</summary>
internal static partial class PinyinBrackets
{
    // One reading may be what an author added; a text that is full of them was made for learners or by a program.
    private const int ReadingsMin = 3;

    private const string Letters =
        "a-zA-ZüÜāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿêĀÁǍÀĒÉĚÈŌÓǑÒɑɡ\u0300-\u0308\u030C";

    private static readonly SearchValues<char> Brackets = SearchValues.Create("(（[［〔【");

    /// <summary>The text without them where it has several; the same string otherwise.</summary>
    public static string Removed(string text)
    {
        if (!text.AsSpan().ContainsAny(Brackets)) return text;

        var found = 0;
        foreach (Match match in Reading().Matches(text))
        {
            if (IsReading(match)) found++;
        }

        return found < ReadingsMin
            ? text
            : Reading().Replace(text, static match => IsReading(match) ? "" : match.Value);
    }

    // Every word of it is made of syllables of Mandarin: (PDF) and (the) are not.
    private static bool IsReading(Match match)
    {
        var syllables = match.Groups["syllable"].Captures;
        foreach (Capture one in syllables)
        {
            if (!Syllables.IsOne(one.Value)) return false;
        }

        return true;
    }

    [GeneratedRegex(
        @"(?<=[\u3400-\u9FFF])[ ]?[(（\[［〔【][ ]*(?:(?<syllable>[" + Letters
        + @"]{1,24}[1-5]?)[ '’·\-,，]+){0,8}(?<syllable>[" + Letters + @"]{1,24}[1-5]?)[ ]*[)）\]］〕】]")]
    private static partial Regex Reading();
}
