namespace Headroom.Curation.Deduplication;

/// <summary>
/// How rare features are (inverse document frequency, Spärck Jones 1972), counted in a table of fixed size: features
/// that fall on one place of it count for each other, which makes them look less rare, never rarer.
/// </summary>
internal sealed class FeatureWeights
{
    private const int PlaceBits = 22;

    private readonly int[] _counts = new int[1 << PlaceBits];
    private int _documents;

    /// <summary>Counts the features of a document; safe on several threads.</summary>
    public void Add(ReadOnlySpan<ulong> features)
    {
        Interlocked.Increment(ref _documents);
        foreach (var feature in features) Interlocked.Increment(ref _counts[PlaceOf(feature)]);
    }

    /// <summary>Documents that have the feature, or one like it.</summary>
    public int CountOf(ulong feature) => _counts[PlaceOf(feature)];

    /// <summary>Weight of all features.</summary>
    public double Of(ReadOnlySpan<ulong> features)
    {
        var sum = 0.0;
        foreach (var feature in features) sum += Of(feature);
        return sum;
    }

    /// <summary>Weight of what two sets share.</summary>
    public double OfShared(ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right)
    {
        var sum = 0.0;
        for (int from = 0, to = 0; from < left.Length && to < right.Length;)
        {
            var (one, other) = (left[from], right[to]);
            if (one == other) sum += Of(one);
            if (one <= other) from++;
            if (other <= one) to++;
        }

        return sum;
    }

    private double Of(ulong feature) => Math.Max(0, Math.Log((double)_documents / CountOf(feature)));

    private static int PlaceOf(ulong feature) => (int)(feature >> (64 - PlaceBits));
}
