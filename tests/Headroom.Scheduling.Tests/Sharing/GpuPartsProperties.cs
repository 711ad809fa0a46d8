using CsCheck;
using Headroom.Scheduling.Sharing;
using Headroom.Testing;

namespace Headroom.Scheduling.Tests.Sharing;

public sealed class GpuPartsProperties
{
    internal static readonly Gen<SizeDemand[]> Demand = Gen.Select(Gens.ShareMilli, Gen.Long[1, 500])
        .Select((size, count) => new SizeDemand(size, count)).Array[1, 5]
        .Select(entries => entries.DistinctBy(entry => entry.Size).ToArray());

    [Fact]
    public void Nothing_is_worth_nothing_and_a_whole_accelerator_is_worth_a_whole_one() =>
        Demand.Sample(demand =>
        {
            var parts = GpuParts.For(demand);

            Assert.Equal(0, parts.Worth(0));
            Assert.Equal(1_000, parts.Worth(1_000));
        });

    [Fact]
    public void A_larger_part_is_never_worth_less() =>
        Demand.Sample(demand =>
        {
            var parts = GpuParts.For(demand);

            for (var milli = 1; milli <= 1_000; milli++)
                Assert.True(parts.Worth(milli) >= parts.Worth(milli - 1), $"part of {milli}");
        });

    [Fact]
    public void Two_parts_are_worth_no_more_than_one_of_both_sizes() =>
        Gen.Select(Demand, Gen.Int[0, 1_000]).Sample((demand, first) =>
        {
            var parts = GpuParts.For(demand);

            // Each of the three is rounded by up to a half.
            for (var second = 0; second <= 1_000 - first; second++)
            {
                Assert.True(
                    parts.Worth(first) + parts.Worth(second) <= parts.Worth(first + second) + 1,
                    $"{first} and {second}");
            }
        });

    [Fact]
    public void A_part_that_nothing_asks_for_is_worth_nothing() =>
        Assert.Equal(0, GpuParts.For([new SizeDemand(470, 3)]).Worth(469));

    [Fact]
    public void Without_demand_a_part_is_worth_its_size()
    {
        Assert.Equal(190, GpuParts.For([]).Worth(190));
        Assert.Equal(0, GpuParts.Divisible.Stranded(190));
    }

    [Fact]
    public void Parts_that_always_fill_one_another_share_its_worth()
    {
        var parts = GpuParts.For([new SizeDemand(470, 10), new SizeDemand(530, 10)]);

        Assert.Equal(1_000, parts.Worth(470) + parts.Worth(530));
        Assert.Equal(parts.Worth(530) - 530, -parts.Stranded(530));
    }
}
