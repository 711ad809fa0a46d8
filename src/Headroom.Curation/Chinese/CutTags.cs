using System.Text.RegularExpressions;

namespace Headroom.Curation.Chinese;

/// <summary>Tags of HTML and of forums that a scraper left in a text, whole or cut off.</summary>
internal static partial class CutTags
{
    /// <summary>The text without them; the same string where there are none.</summary>
    public static string Removed(string text)
    {
        if (!text.Contains('<') && !text.Contains('[') && !text.Contains('>')) return text;

        var tags = Tag().Count(text);
        if (tags == 0 && !CutEnd().IsMatch(text) && !CutStart().IsMatch(text)) return text;

        // A text about tags has their names in its sentences, and stays.
        if (tags > 0 && Code().Count(text) > tags) return text;

        text = Script().Replace(text, "");
        text = CutStart().Replace(CutEnd().Replace(text, ""), "");
        return Tag().Replace(LineTag().Replace(text, "\n"), "");
    }

    private const string Names =
        "a|abbr|article|b|blockquote|body|br|center|dd|div|dl|dt|em|embed|font|footer|form|h[1-6]|head|header|hr|html|"
        + "i|iframe|img|input|ins|label|li|link|main|meta|nav|noscript|o:p|object|ol|option|p|param|pre|s|script|"
        + "section|"
        + "select|small|span|strike|strong|style|sub|sup|table|tbody|td|textarea|tfoot|th|thead|title|tr|u|ul|video";

    [GeneratedRegex(
        @"</?(?:" + Names + @")(?:\s+[\w:-]+\s*=[^<>]{0,400}|\s*/)?>"
        + @"|\[/?(?:url|img|b|i|u|size|color|font|quote|align|attach)(?:=[^\]\n]{0,200})?\]",
        RegexOptions.IgnoreCase)]
    private static partial Regex Tag();

    [GeneratedRegex(
        @"<(?:br|/p|/div|/li|/tr|/h[1-6]|hr)(?:\s[^<>]{0,400}|\s*/)?>(?:[ \t]*\n)?",
        RegexOptions.IgnoreCase)]
    private static partial Regex LineTag();

    [GeneratedRegex(
        @"<(script|style)\b[^<>]{0,400}>.{0,20000}?</\1>", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Script();

    // What is left of a tag at the end of the text or of a line: <a href="/news/
    [GeneratedRegex(
        @"</?(?:" + Names + @")(?:\s+[\w:-]+\s*=[^<>\n]{0,400}|/|\s*)$|<\z",
        RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex CutEnd();

    // What is left of one at the start of a line: class="t1">
    [GeneratedRegex(
        """^[^<>\n\u3400-\u9FFF]{0,200}[\w-]+\s*=\s*["'][^<>"'\n]{0,200}["']\s*/?>|"""
        + """^[^<>\n"'\u3400-\u9FFF]{0,60}["']\s*/?>""",
        RegexOptions.Multiline)]
    private static partial Regex CutStart();

    [GeneratedRegex("`|标签|標籤|元素|属性|屬性|HTML|html")]
    private static partial Regex Code();
}
