namespace Headroom.Curation.Repetition;

/// <summary>What is cut out of the texts of a corpus.</summary>
/// <param name="texts">The corpus.</param>
/// <param name="ranges">What is cut, as <see cref="TextRange.Union"/> gives it.</param>
internal sealed class Cuts(CorpusTexts texts, TextRange[] ranges)
{
    /// <summary>What is cut out of one text, in order; positions count from its start.</summary>
    public IEnumerable<TextRange> Of(int text)
    {
        var (start, end) = (texts[text].Start, texts[text].End);
        for (var index = FirstBehind(start); index < ranges.Length && ranges[index].Start < end; index++)
        {
            yield return new TextRange(
                Math.Max(0, ranges[index].Start - start), Math.Min(end, ranges[index].End) - start);
        }
    }

    /// <summary>Texts of which something is cut, and how many bytes in all.</summary>
    public (long Texts, long Bytes) Count()
    {
        var (count, bytes) = (0L, 0L);
        for (var text = 0; text < texts.Count; text++)
        {
            var here = Of(text).Sum(range => range.End - range.Start);
            if (here > 0) count++;
            bytes += here;
        }

        return (count, bytes);
    }

    // The first range that ends behind a position.
    private int FirstBehind(long position)
    {
        var (low, high) = (0, ranges.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (ranges[middle].End > position) high = middle;
            else low = middle + 1;
        }

        return low;
    }
}
