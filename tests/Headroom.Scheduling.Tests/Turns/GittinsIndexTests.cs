using CsCheck;
using Headroom.Scheduling.Turns;

namespace Headroom.Scheduling.Tests.Turns;

public sealed class GittinsIndexTests
{
    private static readonly Gen<long> Milliseconds = Gen.OneOf(Gen.Long[0, 20], Gen.Long[0, 100_000_000]);

    [Fact]
    public void The_index_is_that_of_the_formula() =>
        Gen.Select(Milliseconds.Array[0, 20], Milliseconds).Sample((runtimes, attained) =>
        {
            var left = runtimes.Where(runtime => runtime > attained).Select(runtime => runtime - attained).ToArray();
            var best = left.Select(within =>
                left.Count(runtime => runtime <= within) / (double)left.Sum(runtime => Math.Min(runtime, within)))
                .DefaultIfEmpty(0).Max();

            var index = GittinsIndex.Of(runtimes, attained) / Math.Pow(2, 40);

            Assert.InRange(index, best - 1e-12, best);
        });

    [Fact]
    public void The_order_of_runtimes_does_not_matter() =>
        Gen.Select(Milliseconds.Array[0, 20], Milliseconds).Sample((runtimes, attained) =>
            Assert.Equal(GittinsIndex.Of(runtimes, attained), GittinsIndex.Of([.. runtimes.Order()], attained)));

    [Fact]
    public void A_job_that_has_outrun_all_others_comes_last() =>
        Assert.Equal(0, GittinsIndex.Of([5, 10], attained: 10));

    [Fact]
    public void A_job_past_the_short_ones_falls_behind_one_that_has_not_started() =>
        Assert.True(
            GittinsIndex.Of([10, 10, 10, 1_000], attained: 20) < GittinsIndex.Of([10, 10, 10, 1_000], attained: 0));
}
