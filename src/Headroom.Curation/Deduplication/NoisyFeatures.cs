namespace Headroom.Curation.Deduplication;

/// <summary>
/// What is left of a text when letters are misread, sentences are in another order or half of it is gone: its words and
/// pairs of words, and runs of three characters in scripts that write no spaces. One thread.
/// </summary>
internal sealed class NoisyFeatures
{
    private readonly Shingles _words = new(1);
    private readonly Shingles _pairs = new(2);
    private readonly Shingles _runs = new(3);

    /// <summary>
    /// The different features in order. The last bit tells whether the text is read by characters, so that features of
    /// the two kinds are never equal.
    /// </summary>
    public ulong[] Of(ReadOnlySpan<byte> text)
    {
        var runs = _runs.Of(text);
        if (_runs.IsByCharacter) return Jaccard.SetOf(Marked(runs, 1));

        return Jaccard.SetOf([.. Marked(_words.Of(text), 0), .. Marked(_pairs.Of(text), 0)]);
    }

    /// <summary>Whether features are of a text that is read by characters.</summary>
    public static bool AreByCharacter(ReadOnlySpan<ulong> features) => !features.IsEmpty && (features[0] & 1) != 0;

    private static ulong[] Marked(ReadOnlySpan<ulong> hashes, ulong mark)
    {
        var marked = new ulong[hashes.Length];
        for (var index = 0; index < hashes.Length; index++) marked[index] = (hashes[index] & ~1UL) | mark;
        return marked;
    }
}
