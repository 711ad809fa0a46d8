using Headroom.Curation.Text;

namespace Headroom.Curation.Filters;

/// <summary>
/// How often an n-gram must occur before it could be too large a share of a document. Rarer words need no look: an
/// n-gram occurs no more often than each of its words, and is no longer than the longest words that occur so often.
/// </summary>
internal static class TopCutoff
{
    /// <summary>
    /// Least count of an n-gram whose characters times its count exceed its share, for all lengths; from 2.
    /// </summary>
    /// <param name="words">The words of the document.</param>
    /// <param name="characters">Its code points.</param>
    /// <param name="shares">Greatest share for n-grams of 2, 3, … words.</param>
    public static int Of(WordList words, double characters, ReadOnlySpan<double> shares)
    {
        var cutoff = 2;
        while (true)
        {
            var longest = words.LongestOf(cutoff);
            var least = int.MaxValue;
            for (var index = 0; index < shares.Length; index++)
            {
                var length = index + 2;
                var characterMax = length * (longest + 1L) - 1;
                least = (int)Math.Min(least, Math.Floor(shares[index] * characters / characterMax) + 1);
            }

            if (least <= cutoff) return cutoff;
            cutoff = least;
        }
    }
}
