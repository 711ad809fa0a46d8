using Headroom.Curation.Filters;

namespace Headroom.Curation.Deduplication;

/// <summary>
/// Finds copies that MinHash misses because little of their word order is left: misread letters, other order, parts
/// gone.
/// Candidates share several of their least features (bottom-k sketches, Cohen and Kaplan 2007); two are duplicates when
/// what they share weighs enough of the lighter one, rare features more than common ones.
/// </summary>
internal sealed class NoisyDuplicates(RuleValues values)
{
    private const int Kept = 64;
    private const int SharedMin = 4;

    // A feature of more documents says nothing; what all of a large cluster share, MinHash has found before.
    private const int DocumentsMax = 64;

    // Below so much weight a few rare words would decide.
    private const double WeightMin = 20;

    // What is left of a document is no less than this share of it, or the other one only quotes it.
    private const double SizeMin = 0.25;

    private readonly double _byWord = values[DuplicateForms.Similarity];
    private readonly double _byCharacter = values[DuplicateForms.SimilarityByCharacter];

    /// <summary>All duplicate pairs, in order.</summary>
    /// <param name="documents">Numbers of the documents that take part, rising.</param>
    /// <param name="sources">Makes a source of features for one thread.</param>
    /// <param name="workers">Threads.</param>
    /// <param name="interrupted">Ends the work.</param>
    public IReadOnlyList<DuplicatePair> Find(
        int[] documents, Func<IShingleSource> sources, int workers, CancellationToken interrupted)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = interrupted };
        var weights = new FeatureWeights();
        var features = new ulong[documents.Length * Kept];
        Array.Fill(features, ulong.MaxValue);
        InParts(documents.Length, (source, index) =>
        {
            var set = source.SetOf(documents[index]);
            weights.Add(set);
            Least(set).CopyTo(features.AsSpan(index * Kept));
        });

        var pairs = Candidates(features);
        var found = new DuplicatePair?[pairs.Length];
        InParts(pairs.Length, (source, index) =>
        {
            var (first, second) = (documents[pairs[index] >> 32], documents[(uint)pairs[index]]);
            found[index] = Compare(first, second, source, weights);
        });
        return [.. found.OfType<DuplicatePair>()];

        void InParts(int count, Action<IShingleSource, int> action) => Parallel.For(0, workers, options, part =>
        {
            var source = sources();
            var end = (int)((long)count * (part + 1) / workers);
            for (var index = (int)((long)count * part / workers); index < end; index++)
            {
                interrupted.ThrowIfCancellationRequested();
                action(source, index);
            }
        });
    }

    private DuplicatePair? Compare(int first, int second, IShingleSource source, FeatureWeights weights)
    {
        var left = source.SetOf(first);
        var right = source.SetOf(second);
        var (lighter, heavier) = (weights.Of(left), weights.Of(right));
        if (lighter > heavier) (lighter, heavier) = (heavier, lighter);
        if (lighter < SizeMin * heavier) return null;

        var shared = weights.OfShared(left, right);
        var least = NoisyFeatures.AreByCharacter(left) ? _byCharacter : _byWord;
        return shared >= WeightMin && shared >= least * lighter
            ? new DuplicatePair(first, second, shared / lighter)
            : null;
    }

    // Hashed once more: the order of the sets is that of their first bits, which places of the weights share.
    private static ulong[] Least(ulong[] set)
    {
        var mixed = new ulong[set.Length];
        for (var index = 0; index < set.Length; index++) mixed[index] = Text.ByteHash.Mix(set[index]);
        Array.Sort(mixed);
        return mixed[..Math.Min(Kept, mixed.Length)];
    }

    /// <summary>Pairs of places that share enough, each as first · 2^32 + second, in order.</summary>
    private static ulong[] Candidates(ulong[] features)
    {
        var keys = (ulong[])features.Clone();
        var places = new int[keys.Length];
        for (var index = 0; index < places.Length; index++) places[index] = index / Kept;
        Array.Sort(keys, places);

        var shared = new List<ulong>();
        for (var start = 0; start < keys.Length && keys[start] != ulong.MaxValue;)
        {
            var end = start + 1;
            while (end < keys.Length && keys[end] == keys[start]) end++;
            if (end - start is > 1 and <= DocumentsMax) AddPairs(places.AsSpan(start, end - start), shared);
            start = end;
        }

        shared.Sort();
        var pairs = new List<ulong>();
        for (var start = 0; start < shared.Count;)
        {
            var end = start + 1;
            while (end < shared.Count && shared[end] == shared[start]) end++;
            if (end - start >= SharedMin) pairs.Add(shared[start]);
            start = end;
        }

        return [.. pairs];
    }

    private static void AddPairs(Span<int> group, List<ulong> pairs)
    {
        group.Sort();
        for (var index = 1; index < group.Length; index++)
        {
            for (var other = 0; other < index; other++)
                pairs.Add(((ulong)(uint)group[other] << 32) | (uint)group[index]);
        }
    }
}
