namespace Headroom.Exchange.Matching;

/// <summary>
/// Finds pairs that would rather have each other than what they gain, and keeps those that were found.
/// </summary>
internal sealed class PairSearch(PairTable table, int data, int compute)
{
    private const int Most = 16;

    private readonly HashSet<(int Data, int Compute)> _known = [];

    /// <summary>The pairs so far.</summary>
    public List<Pair> Pairs { get; } = [];

    /// <summary>
    /// Adds, for each data and each compute, the pairs that gain most over what is given; false where none does over
    /// any of it.
    /// </summary>
    public bool Add(IReadOnlyList<Gains> given)
    {
        var before = Pairs.Count;
        foreach (var gains in given) Add(gains);
        return Pairs.Count > before;
    }

    private void Add(Gains gains)
    {
        var ofCompute = new List<Wish>[compute];
        var ofData = new List<Wish>();
        for (var row = 0; row < data; row++)
        {
            ofData.Clear();
            var own = gains.Data[row];
            foreach (var (column, surplus) in table.Row(row))
            {
                var gain = surplus - own - gains.Compute[column];
                if (gain <= 0 || _known.Contains((row, column))) continue;

                var wish = new Wish(gain, new Pair(row, column, surplus));
                Keep(ofData, wish);
                Keep(ofCompute[column] ??= [], wish);
            }

            foreach (var wish in ofData) Take(wish.Pair);
        }

        foreach (var wishes in ofCompute)
        {
            foreach (var wish in wishes ?? []) Take(wish.Pair);
        }
    }

    private void Take(Pair pair)
    {
        if (_known.Add((pair.Data, pair.Compute))) Pairs.Add(pair);
    }

    // The greatest gains, the first of equal ones; a row is short, so that it is kept in order by hand.
    private static void Keep(List<Wish> wishes, Wish wish)
    {
        if (wishes.Count == Most && wishes[^1].Gain >= wish.Gain) return;
        if (wishes.Count == Most) wishes.RemoveAt(Most - 1);

        var at = wishes.Count;
        while (at > 0 && wishes[at - 1].Gain < wish.Gain) at--;
        wishes.Insert(at, wish);
    }

    private readonly record struct Wish(long Gain, Pair Pair);
}
