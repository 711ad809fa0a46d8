namespace Headroom.Exchange.Listings;

/// <summary>Lists of words that allow something.</summary>
internal static class Words
{
    /// <summary>Whether a list allows a word; an empty list allows any.</summary>
    public static bool Allow(IReadOnlyList<string> words, string word) => words.Count == 0 || words.Contains(word);
}
