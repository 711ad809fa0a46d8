using Headroom.Curation.Filters;
using Headroom.Curation.Text;

namespace Headroom.Curation.Chinese;

/// <summary>
/// Dirt of the Chinese web: garbled text, advertisements and bait, menus, teasers, tables of numbers, code, encoded
/// bytes, repetition, and words without sentences. The rules are our own; the share of Han characters is
/// ChineseWebText's (Chen et al. 2023).
/// </summary>
internal sealed class ChineseQuality : IDocumentFilter
{
    private static readonly byte[][] TeaserEnds =
    [
        .. new[] { "...", "…", "。。。", "更多]", "更多", "展开", "展開", "全部", "全文>>", "more", "More" }
            .Select(System.Text.Encoding.UTF8.GetBytes),
    ];

    private readonly ChineseCounts _counts = new();
    private readonly RepeatedRuns _runs = new();
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
            RuleKey.Share("han-min", 0.3, "Han characters among all characters"),
            RuleKey.Share("teaser-lines-max", 0.3, "lines that break off or promise more"),
            RuleKey.Share("menu-max", 0.25, "characters in entries of menus"),
            RuleKey.Share("sales-max", 0.12, "characters in words of those who sell, among Han characters"),
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

        var isSoup = (double)_counts.ParticleCount / _counts.Han < _values["particles-min"]
            && _counts.Punctuation / characters < _values["marks-min"];
        return isSoup ? Verdict.Remove("no_sentences") : Verdict.Keep;
    }

    private string? ReasonOfShares(double characters)
    {
        var han = _counts.Han / characters;
        if (_counts.Digits / characters > _values["digits-max"]) return "numbers";
        if (_counts.Code / characters > _values["code-marks-max"] && han < _values["han-min"]) return "code";
        if (_counts.LongestAscii > _values["ascii-run-max"] && han < 0.5) return "encoded_bytes";
        return han < _values["han-min"] ? "few_han" : null;
    }

    private string? ReasonOfLines(ReadOnlySpan<byte> text)
    {
        var lines = 0;
        var teasers = 0;
        foreach (var line in new LineBreaks(text))
        {
            var end = Utf8.TrimEnd(line);
            if (end.IsEmpty) continue;

            lines++;
            foreach (var teaser in TeaserEnds)
            {
                if (!end.EndsWith(teaser)) continue;
                teasers++;
                break;
            }
        }

        return (double)teasers / lines > _values["teaser-lines-max"] ? "teasers" : null;
    }

    private string? ReasonOfPhrases(double characters)
    {
        if (_counts.MenuCharacters / characters > _values["menu-max"]) return "menu";
        if ((double)_counts.SaleCharacters / _counts.Han > _values["sales-max"]) return "bait";
        return _counts.Advertisements > _values["advertisements-max"] ? "advertisement" : null;
    }
}
