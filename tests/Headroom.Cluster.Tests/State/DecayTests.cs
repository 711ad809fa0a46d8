using CsCheck;
using Headroom.Cluster.State;

namespace Headroom.Cluster.Tests.State;

public sealed class DecayTests
{
    private static readonly Gen<long> HalfLife = Gen.OneOf(Gen.Long[1, 100], Gen.Long[1, 36_525L * 86_400_000]);

    [Fact]
    public void A_power_of_one_half_is_off_by_less_than_one_part_in_eight_million() =>
        Gen.Select(HalfLife, Gen.Double[0, 70]).Sample((halfLife, halvings) =>
        {
            var elapsed = (long)(halvings * halfLife);

            var left = Decay.Over(elapsed, halfLife) / (double)Decay.One;

            Assert.Equal(Math.Pow(2, -(double)elapsed / halfLife), left, 1.0 / 8_000_000);
        });

    [Fact]
    public void It_never_grows_with_time() => Gen.Select(HalfLife, Gen.Double[0, 70], Gen.Double[0, 1]).Sample(
        (halfLife, halvings, more) =>
        {
            var elapsed = (long)(halvings * halfLife);

            Assert.True(Decay.Over(elapsed + (long)(more * halfLife), halfLife) <= Decay.Over(elapsed, halfLife));
        });

    [Theory]
    [InlineData(0, 1, Decay.One)]
    [InlineData(1, 1, Decay.One / 2)]
    [InlineData(5, 5, Decay.One / 2)]
    [InlineData(61, 1, 2)]
    [InlineData(62, 1, 0)]
    [InlineData(long.MaxValue, 1, 0)]
    [InlineData(long.MaxValue, long.MaxValue, Decay.One / 2)]
    public void Whole_half_lives_halve(long elapsed, long halfLife, ulong left) =>
        Assert.InRange(Decay.Over(elapsed, halfLife), left - left / 1_000_000_000, left + left / 1_000_000_000);

    [Fact]
    public void A_factor_takes_a_number_towards_zero_from_both_sides() =>
        Gen.Select(Gen.Long, Gen.ULong[0, Decay.One]).Sample((value, factor) =>
        {
            var left = Decay.Times(factor, value);

            Assert.Equal((long)(new System.Numerics.BigInteger(value) * factor / Decay.One), left);
        });
}
