using System.Text;
using Headroom.Curation.Text;

namespace Headroom.Curation.Filters;

/// <summary>Counts which of a few words a document has.</summary>
internal sealed class RequiredWords
{
    /// <summary>The words of Gopher.</summary>
    public static readonly string[] OfGopher = ["the", "be", "to", "of", "and", "that", "have", "with"];

    private readonly ulong[] _hashes;

    /// <param name="words">The words, as they are written.</param>
    public RequiredWords(IEnumerable<string> words) =>
        _hashes = [.. words.Select(word => ByteHash.Of(Encoding.UTF8.GetBytes(word)))];

    /// <summary>
    /// How many different ones of them are among the words; counting ends at <paramref name="enough"/>.
    /// </summary>
    public int DistinctIn(WordList words, int enough)
    {
        var found = 0;
        foreach (var hash in words.Hashes)
        {
            if (found >= enough) break;
            if (_hashes.AsSpan().Contains(hash)) found++;
        }

        return found;
    }
}
