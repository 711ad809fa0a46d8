namespace Headroom.Curation.Recipes;

/// <summary>The known word that a misspelt one is most like.</summary>
internal static class NearestWord
{
    /// <summary>The nearest of the known words; null when none is near.</summary>
    public static string? Of(string word, IEnumerable<string> known) => known
        .Select(candidate => (Word: candidate, Distance: Distance(word, candidate)))
        .Where(candidate => candidate.Distance <= Math.Max(2, candidate.Word.Length / 3))
        .OrderBy(candidate => candidate.Distance)
        .Select(candidate => candidate.Word)
        .FirstOrDefault();

    // Insertions, deletions and replacements (Levenshtein 1966), one row at a time.
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var from = 1; from <= left.Length; from++)
        {
            var diagonal = row[0]++;
            for (var to = 1; to <= right.Length; to++)
            {
                var replaced = diagonal + (left[from - 1] == right[to - 1] ? 0 : 1);
                diagonal = row[to];
                row[to] = Math.Min(replaced, 1 + Math.Min(row[to], row[to - 1]));
            }
        }

        return row[^1];
    }
}
