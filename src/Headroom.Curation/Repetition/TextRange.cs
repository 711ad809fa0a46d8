namespace Headroom.Curation.Repetition;

/// <summary>Bytes of a corpus whose texts are numbered through.</summary>
/// <param name="Start">First byte.</param>
/// <param name="End">The byte behind the last one.</param>
internal readonly record struct TextRange(long Start, long End)
{
    /// <summary>The same bytes as ranges in order that neither overlap nor touch.</summary>
    public static TextRange[] Union(IEnumerable<IReadOnlyList<TextRange>> lists)
    {
        TextRange[] all = [.. lists.SelectMany(list => list)];
        Array.Sort(all, (left, right) => left.Start.CompareTo(right.Start));
        var count = 0;
        foreach (var range in all)
        {
            if (count > 0 && range.Start <= all[count - 1].End)
                all[count - 1] = all[count - 1] with { End = Math.Max(all[count - 1].End, range.End) };
            else
                all[count++] = range;
        }

        return all[..count];
    }
}
