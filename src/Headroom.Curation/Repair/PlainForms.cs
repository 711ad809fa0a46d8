using System.Buffers;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Headroom.Curation.Repair;

/// <summary>Forms of characters that carry no meaning in running text, made plain one by one.</summary>
internal static partial class PlainForms
{
    // Half-width katakana from U+FF65 on, in the order of their code points.
    private const string Katakana =
        "・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン\u3099\u309A";

    private static readonly SearchValues<char> Controls = SearchValues.Create(
        string.Concat(Enumerable.Range(0, 32).Except([9, 10, 12, 13]).Select(code => (char)code))
            + "\u007F\u206A\u206B\u206C\u206D\u206E\u206F\uFEFF\uFFF9\uFFFA\uFFFB");

    // Each ligature before its letters.
    private static readonly Dictionary<char, string> Ligatures =
        "ﬀff ﬁfi ﬂfl ﬃffi ﬄffl ﬅſt ﬆst ĲIJ ĳij ŉ'n ǱDZ ǲDz ǳdz ǄDŽ ǅDž ǆdž ǇLJ ǈLj ǉlj ǊNJ ǋNj ǌnj"
            .Split(' ').ToDictionary(one => one[0], one => one[1..]);

    private static readonly SearchValues<char> LigatureSet =
        SearchValues.Create([.. Ligatures.Keys]);

    /// <summary>Line breaks of all kinds as line feeds.</summary>
    public static string LineBreaks(string text) => text.AsSpan().ContainsAny("\r\u0085\u2028\u2029")
        ? text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n')
            .Replace('\u0085', '\n').Replace('\u2028', '\n').Replace('\u2029', '\n')
        : text;

    /// <summary>The line without escape sequences of terminals.</summary>
    public static string WithoutEscapes(string line) =>
        line.Contains('\u001B') ? TerminalEscape().Replace(line, "") : line;

    /// <summary>The line with references such as <c>&amp;eacute;</c> resolved.</summary>
    public static string WithoutReferences(string line) => line.Contains('&')
        ? Reference().Replace(line, static found => WebUtility.HtmlDecode(found.Value))
        : line;

    /// <summary>
    /// The line without control characters, but for tab and form feed, and without marks of byte order and annotation.
    /// </summary>
    public static string WithoutControls(string line)
    {
        if (!line.AsSpan().ContainsAny(Controls)) return line;

        var text = new StringBuilder(line.Length);
        foreach (var one in line)
        {
            if (!Controls.Contains(one)) text.Append(one);
        }

        return text.ToString();
    }

    /// <summary>The line with letters and marks of full or half width as they usually are.</summary>
    /// <remarks>In lines of Han characters marks keep their width: there it is the usual one.</remarks>
    public static string OfUsualWidth(string line)
    {
        if (!line.AsSpan().ContainsAnyInRange('\uFF01', '\uFF9F')) return line;

        var isHan = HanCharacters(line) > 0;
        var text = new StringBuilder(line.Length);
        foreach (var one in line) text.Append(OfUsualWidth(one, isHan));
        return text.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>The line with ligatures of Latin letters taken apart.</summary>
    public static string WithoutLigatures(string line)
    {
        if (!line.AsSpan().ContainsAny(LigatureSet)) return line;

        var text = new StringBuilder(line.Length);
        foreach (var one in line)
        {
            if (Ligatures.TryGetValue(one, out var letters)) text.Append(letters);
            else text.Append(one);
        }

        return text.ToString();
    }

    /// <summary>The line with straight quotation marks.</summary>
    public static string WithStraightQuotes(string line) => line.AsSpan().ContainsAnyInRange('\u2018', '\u201F')
        ? string.Create(line.Length, line, static (text, from) =>
        {
            for (var index = 0; index < from.Length; index++)
            {
                text[index] = from[index] switch
                {
                    >= '\u2018' and <= '\u201B' => '\'',
                    >= '\u201C' and <= '\u201F' => '"',
                    var other => other,
                };
            }
        })
        : line;

    private static char OfUsualWidth(char one, bool isHan) => one switch
    {
        >= '\uFF01' and <= '\uFF5E' when !isHan || char.IsAsciiLetterOrDigit((char)(one - 0xFEE0)) =>
            (char)(one - 0xFEE0),
        >= '\uFF65' and <= '\uFF9F' => Katakana[one - 0xFF65],
        '\uFF61' => '。',
        '\uFF62' => '「',
        '\uFF63' => '」',
        '\uFF64' => '、',
        _ => one,
    };

    private static int HanCharacters(string line)
    {
        var count = 0;
        foreach (var one in line)
        {
            if (one is >= '\u3041' and <= '\u30FF' or >= '\u3400' and <= '\u9FFF') count++;
        }

        return count;
    }

    [GeneratedRegex(@"\u001B\[[0-9;?]*[A-Za-z]")]
    private static partial Regex TerminalEscape();

    [GeneratedRegex(@"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,24});")]
    private static partial Regex Reference();
}
