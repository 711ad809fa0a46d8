namespace Headroom.Server.Pages.Words;

/// <summary>A language of the pages.</summary>
/// <param name="Tag">Its name (BCP 47).</param>
/// <param name="Words">All texts in it, but those of the exchange.</param>
/// <param name="ExchangeWords">The texts of the exchange.</param>
public sealed record Language(
    string Tag, IReadOnlyDictionary<Word, string> Words, IReadOnlyDictionary<ExchangeWord, string> ExchangeWords)
{
    public static Language English { get; } = new(
        "en", Joined(Headroom.Server.Pages.Words.English.All, EnglishReasons.All), EnglishExchange.All);

    public static Language Chinese { get; } = new(
        "zh-CN", Joined(Headroom.Server.Pages.Words.Chinese.All, ChineseReasons.All), ChineseExchange.All);

    /// <summary>English in brackets: what shows none on a page is written into the page.</summary>
    public static Language Pseudo { get; } = new(
        "en-x-pseudo", InBrackets(English.Words), InBrackets(English.ExchangeWords));

    public static IReadOnlyList<Language> All { get; } = [English, Chinese, Pseudo];

    /// <summary>The language of a name; null where there is none.</summary>
    public static Language? Named(string? tag) =>
        All.FirstOrDefault(language => string.Equals(language.Tag, tag, StringComparison.OrdinalIgnoreCase));

    /// <summary>The first language of a browser's list that there is; English else.</summary>
    public static Language Accepted(string header)
    {
        foreach (var range in header.Split(',', StringSplitOptions.TrimEntries))
        {
            var tag = range.Split(';')[0];
            if (tag.StartsWith("zh", StringComparison.OrdinalIgnoreCase)) return Chinese;
            if (tag.StartsWith("en", StringComparison.OrdinalIgnoreCase)) return English;
        }

        return English;
    }

    private static Dictionary<T, string> InBrackets<T>(IReadOnlyDictionary<T, string> words)
        where T : struct => words.ToDictionary(text => text.Key, text => $"⟦{text.Value}⟧");

    private static Dictionary<Word, string> Joined(params IReadOnlyDictionary<Word, string>[] tables) =>
        tables.SelectMany(table => table).ToDictionary();
}
