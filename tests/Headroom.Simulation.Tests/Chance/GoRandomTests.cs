using System.Globalization;
using Headroom.Simulation.Chance;
using Headroom.Testing;

namespace Headroom.Simulation.Tests.Chance;

public sealed class GoRandomTests
{
    private const string Vectors = "openb/fixtures/go_math_rand_vectors.txt";

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(42)]
    [InlineData(51)]
    [InlineData(-7)]
    [InlineData(int.MaxValue)]
    [InlineData(4_294_967_338)]
    public void Every_function_draws_as_Go_does(long seed)
    {
        var line = File.ReadLines(PublicData.Require(Vectors))
            .Single(line => line.StartsWith($"seed {seed}: ", StringComparison.Ordinal));

        var drawn = $"{Draws(new GoRandom(seed))} ; {Functions(new GoRandom(seed))} ; {Shuffled(new GoRandom(seed))}";
        Assert.Equal(line, $"seed {seed}: {drawn}");
    }

    [Fact]
    public void A_million_draws_are_those_of_Go()
    {
        var chance = new GoRandom(42);
        var xor = 0UL;
        for (var draw = 1UL; draw <= 1_000_000; draw++) xor ^= unchecked(chance.NextUInt64() * draw);

        Assert.Contains($"seed 42 xor of Uint64[i]*(i+1), i<1e6: {xor}", File.ReadLines(PublicData.Require(Vectors)));
    }

    // Known without the public data: the first draw of Go's most used seed, as its own documentation prints it.
    [Fact]
    public void The_first_draw_of_seed_1_is_the_well_known_one() =>
        Assert.Equal(5_577_006_791_947_779_410UL, new GoRandom(1).NextUInt64());

    [Fact]
    public void A_bound_below_one_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new GoRandom(1).Below(0));

    private static string Draws(GoRandom chance) =>
        $"Uint64 {chance.NextUInt64()} {chance.NextUInt64()} {chance.NextUInt64()}";

    // What Go derives from 63 bits in one step is derived here: 31 and 32 of them, and a fraction.
    private static string Functions(GoRandom chance) => string.Create(CultureInfo.InvariantCulture,
        $"Int63 {chance.NextInt63()} Int31 {chance.NextInt63() >> 32} Uint32 {chance.NextInt63() >> 31} " +
        $"Intn(10) {chance.Below(10)} Intn(8152) {chance.Below(8152)} Intn(1024) {chance.Below(1024)} " +
        $"Float64 {Fraction(chance)} Perm(8) [{string.Join(' ', chance.Permutation(8))}]");

    private static string Fraction(GoRandom chance) =>
        Math.ScaleB((double)chance.NextInt63(), -63).ToString("G17", CultureInfo.InvariantCulture);

    private static string Shuffled(GoRandom chance)
    {
        var items = Enumerable.Range(0, 10).ToArray();
        chance.Shuffle<int>(items);
        return $"Shuffle(10) [{string.Join(' ', items)}]";
    }
}
