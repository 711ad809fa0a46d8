namespace Headroom.Cluster;

/// <summary>Finds the known name that a misspelled one was meant to be.</summary>
public static class NearestName
{
    private const int LengthMax = 64;
    private const int PrefixMin = 3;
    private const int EditsMax = 3;

    /// <summary>
    /// The known name with the fewest edits, without regard to case; of equal ones that which begins with the name or
    /// that the name begins with, then the first. Without few edits the first that begins so; null when none is near.
    /// Long names are near to none.
    /// </summary>
    public static string? Of(string name, IEnumerable<string> known)
    {
        if (name.Length is 0 or > LengthMax) return null;

        var (nearest, fewest) = ((string?)null, int.MaxValue);
        var editsMax = Math.Min(EditsMax, Math.Max(1, name.Length / 3));
        var rows = (new int[LengthMax + 1], new int[LengthMax + 1], new int[LengthMax + 1]);
        foreach (var other in known)
        {
            if (other.Length is 0 or > LengthMax) continue;

            var isBeginning = IsBeginning(name, other);
            var mayBeNear = Math.Abs(other.Length - name.Length) <= editsMax;
            var edits = mayBeNear ? Math.Min(editsMax + 1, Edits(name, other, rows)) : editsMax + 1;
            if (edits > editsMax && !isBeginning) continue;

            var score = (2 * edits) + (isBeginning ? 0 : 1);
            if (score < fewest) (nearest, fewest) = (other, score);
        }

        return nearest;
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

    private static bool IsSame(char first, char second) =>
        char.ToUpperInvariant(first) == char.ToUpperInvariant(second);
}
