using Headroom.Curation.Filters;
using Headroom.Curation.Text;

namespace Headroom.Curation.Chinese;

/// <summary>
/// Dirt of the Chinese web: garbled text, advertisements and bait, gambling and what is sold for adults, menus,
/// teasers, lists, pages of errors and from templates, tables of numbers, code, encoded bytes, repetition, and words
/// without sentences. The rules are our own; the share of Han characters is
/// ChineseWebText's (Chen et al. 2023).
/// </summary>
internal sealed class ChineseQuality : IDocumentFilter
{
    private static readonly byte[][] TeaserEnds =
    [
        .. new[] { "...", "…", "。。。", "更多]", "更多", "展开", "展開", "全部", "全文>>", "more", "More",
            "详细]", "详细", "详情", "詳情", "详情>>", "详情)", "详情]", "全文", "全文】", "全文]", "更多】", "详情】", "查看", "点击查看",
            ">>", "»" }
            .Select(System.Text.Encoding.UTF8.GetBytes),
    ];

    // Shares of shorter texts say little.
    private const int HanForShares = 60;

    private const int LinesForMarks = 8;

    // What a word of Latin letters says takes two Han characters or so.
    private const int LatinWordWidth = 2;

    // Prose has fewer unknown pairs; with words of those who sell among them it is a list of names and offers.
    private const double UnknownForBait = 0.26;
    private const double PhrasesForBait = 0.03;

    private readonly ChineseCounts _counts = new();
    private readonly RepeatedRuns _runs = new(length: 10, timesMin: 2, isHan: false);
    private readonly RepeatedRuns _slots = new(length: 4, timesMin: 3, isHan: true);
    private readonly RuleValues _values;

    private ChineseQuality(RuleValues values) => _values = values;

    /// <summary>Its form in recipes.</summary>
    public static FilterForm Form { get; } = new(
        "chinese",
        "dirt of the Chinese web, by rules of our own",
        [
            RuleKey.Switch("garbled", true, "remove text that was read in the wrong encoding, a line of it too"),
            RuleKey.Share("digits-max", 0.3, "digits among all characters"),
            RuleKey.Share("code-marks-max", 0.12, "brackets and the like, where little is Han"),
            RuleKey.Count("ascii-run-max", 100, "longest run of ASCII without a space, where little is Han"),
            RuleKey.Share("han-min", 0.3, "Han characters among all characters, a word of Latin letters as two of them"),
            RuleKey.Share("teaser-lines-max", 0.3, "lines that break off or promise more"),
            RuleKey.Share("menu-max", 0.25, "characters in entries of menus"),
            RuleKey.Share("sales-max", 0.12, "characters in words of those who sell, among Han characters"),
            RuleKey.Share("spam-max", 0.03, "characters in words of gambling and sex, among Han characters"),
            RuleKey.Share("errors-max", 0.15, "characters in what pages say that have nothing to show"),
            RuleKey.Share("marked-lines-min", 0.1, "lines with a mark at their end, in texts of eight lines or more"),
            RuleKey.Share("slots-max", 0.3, "Han characters in runs of four that occur three times or more"),
            RuleKey.Share("unknown-pairs-max", 0.5, "Han characters side by side that are in no word and no text"),
            RuleKey.Count("advertisements-max", 0, "sentences that sell and tell a contact"),
            RuleKey.Share("repeated-max", 0.5, "runs of ten characters that occur more than once"),
            RuleKey.Share("particles-min", 0.035, "particles such as 的 among Han characters, where marks are few"),
            RuleKey.Share("marks-min", 0.05, "punctuation from which on particles do not matter"),
        ],
        (values, _) => new ChineseQuality(values));

    public string Name => Form.Name;

    public Verdict Judge(Document document)
    {
        var text = document.Text;
        _counts.Count(text);
        double characters = _counts.Characters;
        if (characters == 0) return Verdict.Remove("empty");
        if (_values.Is("garbled") && (_counts.Replacements >= 3 || GarbledText.IsIn(text)))
            return Verdict.Remove("garbled");

        var reason = ReasonOfShares(characters) ?? ReasonOfLines(text) ?? ReasonOfPhrases(characters);
        if (reason is not null) return Verdict.Remove(reason);
        if (_runs.ShareIn(text) > _values["repeated-max"]) return Verdict.Remove("repetition");
        if (_counts.Han >= HanForShares && _slots.ShareIn(text) > _values["slots-max"]) return Verdict.Remove("slots");
        if (_counts.Pairs >= HanForShares && UnknownShare > _values["unknown-pairs-max"])
            return Verdict.Remove("no_words");

        var isSoup = (double)_counts.ParticleCount / _counts.Han < _values["particles-min"]
            && _counts.Punctuation / characters < _values["marks-min"];
        return isSoup ? Verdict.Remove("no_sentences") : Verdict.Keep;
    }

    private double UnknownShare => (double)_counts.UnknownPairs / _counts.Pairs;

    private string? ReasonOfShares(double characters)
    {
        var han = _counts.Han / characters;
        if (_counts.Digits / characters > _values["digits-max"]) return "numbers";
        if (_counts.Code / characters > _values["code-marks-max"] && han < _values["han-min"]) return "code";
        if (_counts.LongestAscii > _values["ascii-run-max"] && han < 0.5) return "encoded_bytes";

        // A manual in Chinese names commands and files: by letters it is English, by words it is not.
        var wide = characters - _counts.Latin + LatinWordWidth * _counts.LatinWords;
        return _counts.Han / wide < _values["han-min"] ? "few_han" : null;
    }

    private string? ReasonOfLines(ReadOnlySpan<byte> text)
    {
        var lines = 0;
        var teasers = 0;
        var marked = 0;
        foreach (var line in new LineBreaks(text))
        {
            var end = Utf8.TrimEnd(line);
            if (end.IsEmpty) continue;

            lines++;
            if (TerminalMark(end)) marked++;
            foreach (var teaser in TeaserEnds)
            {
                if (!end.EndsWith(teaser)) continue;
                teasers++;
                break;
            }
        }

        if ((double)teasers / lines > _values["teaser-lines-max"]) return "teasers";
        return lines >= LinesForMarks && (double)marked / lines < _values["marked-lines-min"] ? "list" : null;
    }

    private static bool TerminalMark(ReadOnlySpan<byte> line)
    {
        var code = Utf8.Last(line, line.Length, out _);
        return "。！？；：，、…”’」』）》!?;:,.)\"'".Contains((char)Math.Min(code, 0xFFFF), StringComparison.Ordinal);
    }

    private string? ReasonOfPhrases(double characters)
    {
        if (_counts.MenuCharacters / characters > _values["menu-max"]) return "menu";
        if ((double)_counts.SaleCharacters / _counts.Han > _values["sales-max"]) return "bait";
        if ((double)_counts.SpamCharacters / _counts.Han > _values["spam-max"]) return "spam";
        if (_counts.ErrorCharacters / characters > _values["errors-max"]) return "error_page";

        var phrases = (double)(_counts.SaleCharacters + _counts.SpamCharacters) / _counts.Han;
        if (_counts.Pairs >= HanForShares && UnknownShare > UnknownForBait && phrases > PhrasesForBait) return "bait";
        return _counts.Advertisements > _values["advertisements-max"] ? "advertisement" : null;
    }
}
