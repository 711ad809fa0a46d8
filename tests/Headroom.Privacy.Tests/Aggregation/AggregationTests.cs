using CsCheck;
using Headroom.Privacy.Aggregation;

namespace Headroom.Privacy.Tests.Aggregation;

public sealed class AggregationTests
{
    private const int Length = 100;

    private static readonly AggregationPlan Plan =
        new(Clients: 20, Neighbours: 8, Threshold: 5, ClippingRange: 4, Scale: 1_000);

    [Fact]
    public void The_sum_is_that_of_the_clients_that_stayed_whoever_leaves() =>
        Gen.Int[0, Plan.Clients - 1].HashSet[0, 3].Sample(left =>
        {
            var clients =
                Enumerable.Range(0, Plan.Clients).Select(number => new AggregationClient(Plan, number)).ToList();
            var keys = clients.Select(client => client.PublicKey).ToList();
            var shares = clients.Select(client => client.Shares()).ToList();
            var sum = new AggregationSum(Plan, Length, keys);
            foreach (var client in clients.Where(client => !left.Contains(client.Number)))
                sum.Add(client.Number, client.Mask(Values(client.Number), keys));

            for (var number = 0; number < Plan.Clients; number++)
            {
                var isLeft = left.Contains(number);
                var held = Plan.NeighboursOf(number).Select((other, place) => (other, Place: place + 1))
                    .Where(one => !left.Contains(one.other))
                    .Select(
                        one => (
                            one.Place,
                                isLeft ? shares[number].OfKey[one.Place - 1] : shares[number].OfSelf[one.Place - 1]))
                                    .Take(Plan.Threshold).ToList();
                if (isLeft) sum.Mend(number, held);
                else sum.Unmask(number, held);
            }

            var expected = Enumerable.Range(0, Length).Select(index =>
                Enumerable.Range(0, Plan.Clients).Where(number => !left.Contains(number)).Sum(
                    number => Values(number)[index]));
            Assert.All(sum.Values().Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 6));
        }, iter: 30);

    [Fact]
    public void A_sum_that_would_wrap_and_a_value_that_is_too_large_are_refused()
    {
        Assert.Throws<AggregationException>(() => (Plan with { Scale = 1e8 }).Demand());
        Assert.Throws<AggregationException>(() => new AggregationClient(Plan, 0).Mask([4.5], []));
    }

    [Fact]
    public void Nobody_gets_both_the_seed_and_the_key_of_a_client()
    {
        var clients = Enumerable.Range(0, Plan.Clients).Select(number => new AggregationClient(Plan, number)).ToList();
        var keys = clients.Select(client => client.PublicKey).ToList();
        var sum = new AggregationSum(Plan, Length, keys);
        sum.Add(0, clients[0].Mask(Values(0), keys));
        var shares = clients[0].Shares().OfKey.Select((share, index) => (index + 1, share)).ToList();

        Assert.Throws<AggregationException>(() => sum.Mend(0, shares));
        Assert.Throws<AggregationException>(() => sum.Values());
    }

    [Fact]
    public void A_secret_comes_back_from_any_shares_that_are_enough() =>
        Gen.Select(Gen.Byte.Array[1, 40], Gen.Int[1, 6], Gen.Int[6, 12]).Sample((secret, threshold, count) =>
        {
            var shares = SecretSharing.Split(secret, count, threshold);
            var some = Enumerable.Range(0, count).Reverse().Take(threshold).Select(index => (index + 1, shares[index]))
                .ToList();
            Assert.Equal(secret, SecretSharing.Join(some));
        });

    private static double[] Values(int client) =>
        [.. Enumerable.Range(0, Length).Select(index => Math.Round(Math.Sin((client * 31) + index) * 3, 3))];
}
