using System.Text;
using Headroom.Curation.Filters;
using Headroom.Curation.Text;

namespace Headroom.Curation.Chinese;

/// <summary>
/// Gets articles back that a scraper or a spammer damaged. What is in order stays as it is; a document of which nothing
/// is left is removed.
/// </summary>
internal sealed class ChineseRecovery : IDocumentFilter
{
    private readonly RuleValues _values;

    private ChineseRecovery(RuleValues values) => _values = values;

    /// <summary>Its form in recipes.</summary>
    public static FilterForm Form { get; } = new(
        "chinese-recovery",
        "what scrapers and spammers put into Chinese articles; our own",
        [
            RuleKey.Switch("tags", true, "take out tags, whole or cut off"),
            RuleKey.Switch("pinyin", true, "take out readings in brackets behind characters"),
            RuleKey.Switch("scraper-traditional", true, "undo that a program made simplified text traditional"),
            RuleKey.Switch("simplify", false, "write all texts in simplified characters"),
            RuleKey.Switch("head", true, "cut titles of search words and adverts before an article"),
            RuleKey.Switch("tail", true, "cut notices, menus and lists of other articles behind it"),
            RuleKey.Share("han-min", 0.2, "leave texts alone of whose characters fewer are Han"),
        ],
        (values, _) => new ChineseRecovery(values));

    public string Name => Form.Name;

    public Verdict Judge(Document document)
    {
        if (document.IsAscii || HanShare(document.Text) < _values["han-min"]) return Verdict.Keep;

        var text = Encoding.UTF8.GetString(document.Text);
        if (_values.Is("tags")) text = CutTags.Removed(text);
        if (_values.Is("pinyin")) text = PinyinBrackets.Removed(text);
        if (_values.Is("simplify") || (_values.Is("scraper-traditional") && ScraperTraditional.IsIn(text)))
            text = ScraperTraditional.Simplified(text);
        text = Article(text);
        if (string.IsNullOrWhiteSpace(text)) return Verdict.Remove("nothing_left");

        document.Replace(Encoding.UTF8.GetBytes(text));
        return Verdict.Keep;
    }

    private string Article(string text)
    {
        var lines = text.Split('\n');
        var range = ArticleEdges.Of(lines, _values.Is("head"), _values.Is("tail"));
        var (offset, length) = range.GetOffsetAndLength(lines.Length);
        return length == lines.Length ? text : string.Join('\n', lines, offset, length);
    }

    private static double HanShare(ReadOnlySpan<byte> text)
    {
        var characters = 0;
        var han = 0;
        for (var index = 0; index < text.Length;)
        {
            var kinds = Text.Characters.Of(Utf8.Next(text, ref index));
            if ((kinds & CharacterKinds.Space) != 0) continue;

            characters++;
            if ((kinds & CharacterKinds.Han) != 0) han++;
        }

        return characters == 0 ? 0 : (double)han / characters;
    }
}
