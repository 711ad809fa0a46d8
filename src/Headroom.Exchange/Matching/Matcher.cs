using Headroom.Exchange.Listings;

namespace Headroom.Exchange.Matching;

/// <summary>
/// Brings data, compute and models together. Licences of models are sold as often as anyone likes, so that each pair of
/// data and compute takes the model that is best for both; what is left is the assignment game with several copies and
/// slots. Of 100 million pairs few matter: the flow of least cost is found over some, its prices are held against all,
/// and those that would rather have each other are added, until there are none. What is found then is the best of all
/// pairs (column generation; Dantzig and Wolfe 1960), and stable.
/// </summary>
public static class Matcher
{
    /// <summary>Most listings of each kind.</summary>
    public const int ListingsMax = 20_000;

    /// <summary>The best matching; the order of the listings changes nothing.</summary>
    /// <param name="listings">What is offered.</param>
    /// <param name="microPerExaflop">
    /// Price of 10^18 operations in millionths of a currency, which tells what saved training is worth; null for
    /// <see cref="ProjectWorth.MicroPerExaflop"/> of the listings.
    /// </param>
    /// <exception cref="ExchangeException">There are too many.</exception>
    public static MatchResult Match(IReadOnlyList<Listing> listings, Func<string, long>? microPerExaflop = null)
    {
        List<Listing> ordered = [.. listings.OrderBy(listing => listing.Id, StringComparer.Ordinal)];
        DataListing[] data = [.. ordered.OfType<DataListing>()];
        ComputeListing[] compute = [.. ordered.OfType<ComputeListing>()];
        ModelListing[] models = [.. ordered.OfType<ModelListing>()];
        if (Math.Max(Math.Max(data.Length, compute.Length), models.Length) > ListingsMax)
            throw new ExchangeException($"at most {ListingsMax} listings of a kind are matched at once; take some of them.");

        var prices = ordered.Select(listing => listing.Terms.Currency).Distinct()
            .ToDictionary(currency => currency, currency => ProjectWorth.MicroPerExaflop(ordered, currency));
        var menu = new ModelMenu(models, microPerExaflop ?? (currency => prices[currency]));
        var table = new PairTable(data, compute, menu);
        var (pairs, isMade, gains, rounds) = Solve(
            table, [.. data.Select(one => one.Copies)], [.. compute.Select(one => one.Slots)]);
        return new MatchResult(data, compute, menu, table, pairs.Where((_, index) => isMade[index]), gains, rounds);
    }

    private static (List<Pair> Pairs, bool[] IsMade, Gains Gains, int Rounds) Solve(
        PairTable table, int[] copies, int[] slots)
    {
        var search = new PairSearch(table, copies.Length, slots.Length);
        search.Add([new Gains(new long[copies.Length], new long[slots.Length])]);
        for (var round = 1; ; round++)
        {
            var isMade = PairFlow.Best(search.Pairs, copies, slots);
            var (forData, forCompute) = new CorePrices(search.Pairs, isMade, copies, slots).Ends();
            var middle = CorePrices.Middle(forData, forCompute);

            // The middle first: its prices are nearest to those of all pairs. The ends must hold for all as well, or
            // the middle would not be half-way between the true ones.
            if (search.Add([middle]) || search.Add([forData, forCompute])) continue;

            return (search.Pairs, isMade, middle, round);
        }
    }
}
