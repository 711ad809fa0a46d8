using System.Text;

namespace Headroom.Curation.Chinese;

/// <summary>
/// What scrapers and spammers put before and behind an article: titles stuffed with search words, adverts, menus,
/// notices of rights, lists of other articles. Lines go from both ends inwards up to the first one that is of the
/// article.
/// </summary>
internal static class ArticleEdges
{
    private const int LinesMax = 40;

    private const int NoticeCharactersMax = 400;

    // A title and a date may stand between bait; more lines that are neither bait nor notice are of the article.
    private const int OthersMax = 2;
    private const int OthersBehindMax = 1;

    // Words that sell, menus or notices make up so much of a line that is nothing else.
    private const double PhrasesMin = 0.2;

    private static readonly char[] Joints = [.. "_|｜-—,，、/· 丨>»\t"];

    private static readonly string[] AddressParts = ["www.", "http", ".com", ".cn", ".net"];

    /// <summary>The lines of the article; empty when nothing is left.</summary>
    /// <param name="lines">All lines.</param>
    /// <param name="atStart">Whether lines before it may go.</param>
    /// <param name="atEnd">Whether lines behind it may go.</param>
    public static Range Of(IReadOnlyList<string> lines, bool atStart, bool atEnd)
    {
        var start = atStart ? StartOf(lines) : 0;
        var end = lines.Count;
        if (!atEnd) return start..end;

        for (var line = start + 1; line < end; line++)
        {
            if (IsListHead(lines[line]) && !HasArticle(lines, line + 1)) end = line;
        }

        return start..EndOf(lines, start, end);
    }

    private static int StartOf(IReadOnlyList<string> lines)
    {
        var start = 0;
        var others = 0;
        for (var line = 0; line < Math.Min(LinesMax, lines.Count) && !IsArticle(lines[line]); line++)
        {
            if (IsBait(lines[line]) || IsAddressAlone(lines[line])) start = line + 1;
            else if (!string.IsNullOrWhiteSpace(lines[line]) && ++others > OthersMax) break;
        }

        return start;
    }

    private static int EndOf(IReadOnlyList<string> lines, int start, int end)
    {
        var others = 0;
        for (var line = end - 1; line >= Math.Max(start, lines.Count - LinesMax) && !IsArticle(lines[line]); line--)
        {
            if (IsBait(lines[line]) || IsNotice(lines[line])) end = line;
            else if (!string.IsNullOrWhiteSpace(lines[line]) && ++others > OthersBehindMax) break;
        }

        while (end > start && end < lines.Count && string.IsNullOrWhiteSpace(lines[end - 1])) end--;
        return end;
    }

    // A sentence or more that neither sells nor gives notice.
    private static bool IsArticle(string line)
    {
        var han = 0;
        var ends = 0;
        foreach (var one in line)
        {
            if (one is >= '\u3400' and <= '\u9FFF') han++;
            else if (one is '。' or '！' or '？' or '；' or '：' or '，') ends++;
        }

        return han >= 20 && ends >= 1 && !IsBait(line) && !IsNotice(line);
    }

    private static bool HasArticle(IReadOnlyList<string> lines, int from)
    {
        for (var line = from; line < lines.Count; line++)
        {
            if (IsArticle(lines[line])) return true;
        }

        return lines.Count - from > LinesMax;
    }

    private static bool IsBait(string line)
    {
        if (string.IsNullOrWhiteSpace(line)) return false;

        var bytes = Encoding.UTF8.GetBytes(line);
        var characters = line.Count(one => !char.IsWhiteSpace(one));
        var sales = ChinesePhrases.Sales.CountIn(bytes);
        var spam = ChinesePhrases.Spam.CountIn(bytes);
        var menus = ChinesePhrases.Menus.CountIn(bytes);
        if (sales.Characters + spam.Characters + menus.Characters >= PhrasesMin * characters
            && sales.Times + spam.Times + menus.Times >= 2)
        {
            return true;
        }

        var hasContact = ChinesePhrases.Contacts.CountIn(bytes).Times > 0 || HasAddress(line);
        if (hasContact && sales.Times + spam.Times > 0) return true;
        return IsStuffed(line);
    }

    private static bool HasAddress(string line) =>
        AddressParts.Any(part => line.Contains(part, StringComparison.OrdinalIgnoreCase));

    private static bool IsAddressAlone(string line) => HasAddress(line)
        && !line.AsSpan().ContainsAnyInRange('\u3400', '\u9FFF') && line.Trim().Length < 60
        && !line.Trim().Contains(' ');

    // Search words side by side: many short pieces without a sentence, two of which share two characters.
    private static bool IsStuffed(string line)
    {
        if (line.AsSpan().ContainsAny("。！？；：")) return false;

        var pieces = line.Split(Joints, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (pieces.Length < 4) return false;

        var pairs = new HashSet<string>();
        var shared = 0;
        foreach (var piece in pieces)
        {
            var own = new HashSet<string>();
            for (var index = 0; index + 1 < piece.Length; index++)
            {
                if (piece[index] is >= '\u3400' and <= '\u9FFF') own.Add(piece.Substring(index, 2));
            }

            if (own.Any(pairs.Contains)) shared++;
            pairs.UnionWith(own);
        }

        return shared >= 2 && 3 * shared >= pieces.Length;
    }

    private static bool IsNotice(string line)
    {
        if (string.IsNullOrWhiteSpace(line)) return false;

        var notices = ChinesePhrases.Notices.CountIn(Encoding.UTF8.GetBytes(line));
        var characters = line.Count(one => !char.IsWhiteSpace(one));
        if (notices.Times == 0 || characters > NoticeCharactersMax) return false;

        return notices.Times >= 2 || characters < 30 || notices.Characters >= PhrasesMin * characters;
    }

    private static bool IsListHead(string line) => line.Trim().Length < 20
        && ChinesePhrases.ListHeads.CountIn(Encoding.UTF8.GetBytes(line)).Times > 0;
}
