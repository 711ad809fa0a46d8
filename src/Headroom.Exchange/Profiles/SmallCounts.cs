namespace Headroom.Exchange.Profiles;

/// <summary>A part of a whole, by its name.</summary>
/// <param name="Name">Which part.</param>
/// <param name="Records">Records in it; null where it is suppressed.</param>
public sealed record CountedPart(string Name, long? Records);

/// <summary>
/// Takes away counts so small that they may tell of single people. The threshold is that of the cell size suppression
/// policy of the US Centers for Medicare and Medicaid Services: no count of 1 to 10 is shown, and none that could be
/// found by subtraction.
/// </summary>
public static class SmallCounts
{
    /// <summary>Least count that is shown, but for 0.</summary>
    public const long Least = 11;

    /// <summary>Whether a count may be shown.</summary>
    public static bool IsShown(long count) => count is 0 or >= Least;

    /// <summary>
    /// The parts of a whole whose sum is known, in their order, those that are too small without their count. Where the
    /// rest would tell what was taken away, the next smallest go as well, until at least two parts with at least
    /// <see cref="Least"/> records together are unknown.
    /// </summary>
    /// <param name="parts">Parts of a whole, none of them below zero.</param>
    public static IReadOnlyList<CountedPart> Suppress(IReadOnlyList<(string Name, long Records)> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var isHidden = new bool[parts.Count];
        var (hidden, records) = (0, 0L);
        var smallestFirst = Enumerable.Range(0, parts.Count)
            .OrderBy(index => parts[index].Records).ThenBy(index => index);
        foreach (var index in smallestFirst)
        {
            var count = parts[index].Records;
            if (count == 0) continue;
            if (count >= Least && (hidden == 0 || (hidden > 1 && records >= Least))) break;

            isHidden[index] = true;
            hidden++;
            records += count;
        }

        return [.. parts.Select((part, index) => new CountedPart(part.Name, isHidden[index] ? null : part.Records))];
    }
}
