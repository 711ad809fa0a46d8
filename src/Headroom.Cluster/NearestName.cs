namespace Headroom.Cluster;

/// <summary>Finds the known name that a misspelled one was meant to be.</summary>
public static class NearestName
{
    private const int LengthMax = 64;
    private const int PrefixMin = 3;
    private const int EditsMax = 3;

    /// <summary>
    /// The known name with the fewest edits, without regard to case, of equal ones the first; else the first that begins
    /// with the name or that the name begins with; null when none is near. Long names are near to none.
    /// </summary>
    public static string? Of(string name, IEnumerable<string> known)
    {
        if (name.Length is 0 or > LengthMax) return null;

        string? nearest = null;
        string? related = null;
        var rows = (new int[LengthMax + 1], new int[LengthMax + 1], new int[LengthMax + 1]);
        var fewest = Math.Min(EditsMax, Math.Max(1, name.Length / 3)) + 1;
        foreach (var other in known)
        {
            if (other.Length is 0 or > LengthMax) continue;

            var edits = Math.Abs(other.Length - name.Length) < fewest ? Edits(name, other, rows) : fewest;
            if (edits < fewest) (nearest, fewest) = (other, edits);
            if (related is null && IsBeginning(name, other)) related = other;
        }

        return nearest ?? related;
    }

    private static bool IsBeginning(string first, string second) =>
        Math.Min(first.Length, second.Length) >= PrefixMin
        && (first.StartsWith(second, StringComparison.OrdinalIgnoreCase)
            || second.StartsWith(first, StringComparison.OrdinalIgnoreCase));

    // Insertions, deletions, replacements and swaps of neighbours (optimal string alignment, Damerau 1964).
    private static int Edits(string first, string second, (int[] Before, int[] Last, int[] Next) rows)
    {
        var (before, last, next) = rows;
        for (var j = 0; j <= second.Length; j++) last[j] = j;
        for (var i = 1; i <= first.Length; i++)
        {
            next[0] = i;
            for (var j = 1; j <= second.Length; j++)
            {
                var cost = IsSame(first[i - 1], second[j - 1]) ? 0 : 1;
                next[j] = Math.Min(Math.Min(next[j - 1], last[j]) + 1, last[j - 1] + cost);
                if (i > 1 && j > 1 && IsSame(first[i - 1], second[j - 2]) && IsSame(first[i - 2], second[j - 1]))
                    next[j] = Math.Min(next[j], before[j - 2] + 1);
            }

            (before, last, next) = (last, next, before);
        }

        return last[second.Length];
    }

    private static bool IsSame(char first, char second) => char.ToUpperInvariant(first) == char.ToUpperInvariant(second);
}
