using CsCheck;
using Headroom.Scheduling.Sharing;
using Headroom.Testing;

namespace Headroom.Scheduling.Tests.Sharing;

public sealed class KnapsackProperties
{
    private static readonly Gen<SizePrice[]> Prices =
        Gen.Select(Gens.ShareMilli, Gen.Double[0, 1]).Select((size, price) => new SizePrice(size, price)).Array[1, 4];

    // Room that sizes fill without a rest is the corner: by chance it would seldom come up.
    private static readonly Gen<int> Capacity =
        Gen.Frequency((1, Gen.OneOf(330, 470, 500, 750, 1_000)), (1, Gen.Int[0, 1_000]));

    [Fact]
    public void The_best_value_is_that_of_the_best_of_all_patterns() =>
        Gen.Select(Prices, Capacity).Sample((prices, capacity) =>
            Assert.Equal(Best(prices, capacity), Knapsack.BestValues(prices, 1_000)[capacity], 1e-9));

    [Fact]
    public void The_best_pattern_fits_and_is_worth_what_is_said() =>
        Gen.Select(Prices, Capacity).Sample((prices, capacity) =>
        {
            var (value, counts) = Knapsack.BestPattern(prices, capacity);

            Assert.InRange(counts.Select((count, index) => count * prices[index].Size).Sum(), 0, capacity);
            Assert.Equal(value, counts.Select((count, index) => count * prices[index].Price).Sum(), 1e-9);
            Assert.Equal(Best(prices, capacity), value, 1e-9);
        });

    private static double Best(SizePrice[] prices, int capacity) =>
        Patterns.All([.. prices.Select(entry => entry.Size)], capacity)
            .Max(counts => counts.Select((count, index) => count * prices[index].Price).Sum());
}
