using CsCheck;
using Headroom.Exchange.Listings;
using Headroom.Exchange.Matching;

namespace Headroom.Exchange.Tests.Matching;

public sealed class MatcherProperties
{
    [Fact]
    public void No_choice_of_pairs_is_worth_more() => SmallWorlds.All.Sample(world =>
        Assert.Equal((Int128)Best(world), Matched(world).SurplusMicro), iter: 2_000);

    [Fact]
    public void All_terms_and_limits_are_kept_and_the_money_adds_up() => SmallWorlds.All.Sample(world =>
    {
        var made = Matched(world).Made;

        Assert.All(made, match => Assert.Equal(
            SmallWorlds.Worth(match.Data, match.Compute, match.Model), match.SurplusMicro));
        Assert.All(
            made.GroupBy(match => match.Data.Id), group => Assert.True(group.Count() <= group.First().Data.Copies));
        Assert.All(
            made.GroupBy(match => match.Compute.Id),
            group => Assert.True(group.Count() <= group.First().Compute.Slots));
        Assert.Equal(made.Count, made.Select(match => (match.Data.Id, match.Compute.Id)).Distinct().Count());
        Assert.All(made, match => Assert.Equal(
            match.WorthMicro,
            match.ComputePriceMicro + match.ModelPriceMicro + match.Data.AskMicro + match.DataGainMicro));
    });

    [Fact]
    public void Nobody_gets_less_than_he_asks() => SmallWorlds.All.Sample(world =>
        Assert.All(Matched(world).Made, match => Assert.True(match.DataGainMicro >= 0 && match.ComputeGainMicro >= 0)));

    [Fact]
    public void No_three_would_rather_have_each_other() => SmallWorlds.All.Sample(world =>
    {
        var made = Matched(world).Made;
        foreach (var (data, compute) in Pairs(world))
        {
            if (made.Any(match => match.Data.Id == data.Id && match.Compute.Id == compute.Id)) continue;

            var ofData = made.Where(match => match.Data.Id == data.Id).Select(match => match.DataGainMicro);
            var ofCompute = made.Where(match => match.Compute.Id == compute.Id).Select(match => match.ComputeGainMicro);
            var alternative = Least(ofData, data.Copies) + Least(ofCompute, compute.Slots);
            Assert.All(world.OfType<ModelListing>(), model =>
                Assert.True(alternative >= (SmallWorlds.Worth(data, compute, model) ?? 0)));
        }
    }, iter: 1_000);

    [Fact]
    public void The_order_of_listings_changes_nothing() =>
        Gen.Select(SmallWorlds.All, Gen.Int[0, 255]).Sample((world, seed) =>
        {
            Listing[] shuffled = [.. world.OrderBy(listing => CanonicalJson.Digest([.. listing.Text(), (byte)seed]))];

            Assert.Equal(Text(Matched(world)), Text(Matched(shuffled)));
        });

    [Fact]
    public void Every_other_pair_is_refused_for_a_reason_that_holds() => SmallWorlds.All.Sample(world =>
    {
        var result = Matched(world);
        var refused = result.Refused().ToList();

        Assert.Equal(Pairs(world).Count(), refused.Count + result.Made.Count);
        foreach (var pair in refused)
        {
            var worths = world.OfType<ModelListing>()
                .Select(model => SmallWorlds.Worth(pair.Data, pair.Compute, model)).ToList();
            var isApart = worths.TrueForAll(worth => worth is null);
            Assert.Equal(isApart, pair.Why < PairRefusal.Worth);
            Assert.Equal(isApart, pair.MissingMicro is null);
            if (isApart) continue;

            Assert.Equal(worths.Max() <= 0, pair.Why == PairRefusal.Worth);
            Assert.True(pair.MissingMicro >= -worths.Max());
        }
    });

    [Fact]
    public void To_make_a_refused_pair_costs_all_together_at_least_what_is_missing() => SmallWorlds.All.Sample(world =>
    {
        var result = Matched(world);
        foreach (var pair in result.Refused().Where(pair => pair.MissingMicro is not null))
        {
            var worth = world.OfType<ModelListing>().Max(model => SmallWorlds.Worth(pair.Data, pair.Compute, model));
            var others = Best(world, pair.Data.Id, pair.Compute.Id);

            Assert.True(worth + others <= result.SurplusMicro - pair.MissingMicro);
        }
    }, iter: 3_000);

    // What is given up for another: nothing where there is room for it.
    private static long Least(IEnumerable<long> gains, int room) =>
        gains.Order().ToArray() is { Length: > 0 } all && all.Length >= room ? all[0] : 0;

    private static MatchResult Matched(Listing[] world) => Matcher.Match(world, SmallWorlds.MicroPerExaflop);

    private static IEnumerable<(DataListing Data, ComputeListing Compute)> Pairs(Listing[] world) =>
        from data in world.OfType<DataListing>()
        from compute in world.OfType<ComputeListing>()
        select (data, compute);

    private static string Text(MatchResult result) => string.Join('\n', result.Made.Select(match =>
        $"{match.Data.Id} {match.Compute.Id} {match.Model.Id} {match.DataGainMicro} {match.ComputeGainMicro}"));

    // Every choice of pairs, by taking each or leaving it; where two are named, of what the pair of them leaves.
    private static long Best(Listing[] world, string data = "", string compute = "")
    {
        var pairs = Pairs(world)
            .Select(pair => (pair.Data, pair.Compute, Worth: world.OfType<ModelListing>()
                .Max(model => SmallWorlds.Worth(pair.Data, pair.Compute, model))))
            .Where(pair => pair.Worth > 0 && (pair.Data.Id != data || pair.Compute.Id != compute)).ToList();
        var copies = new Dictionary<string, int> { [data] = 1 };
        var slots = new Dictionary<string, int> { [compute] = 1 };
        return From(0);

        long From(int index)
        {
            if (index == pairs.Count) return 0;

            var (one, other, worth) = pairs[index];
            var best = From(index + 1);
            var (used, taken) = (copies.GetValueOrDefault(one.Id), slots.GetValueOrDefault(other.Id));
            if (used == one.Copies || taken == other.Slots) return best;

            (copies[one.Id], slots[other.Id]) = (used + 1, taken + 1);
            best = Math.Max(best, worth!.Value + From(index + 1));
            (copies[one.Id], slots[other.Id]) = (used, taken);
            return best;
        }
    }
}
