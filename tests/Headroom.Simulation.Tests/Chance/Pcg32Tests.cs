using Headroom.Simulation.Chance;

namespace Headroom.Simulation.Tests.Chance;

public sealed class Pcg32Tests
{
    // From the reference implementation's own demonstration (pcg32-demo): seed 42, stream 54, first round.
    private static readonly uint[] PublishedFirstRound =
        [0xa15c02b7, 0x7b47f409, 0xba1d3330, 0x83d2f293, 0xbfa4784b, 0xcbed606e];

    [Fact]
    public void It_prints_the_published_sequence()
    {
        var chance = new Pcg32(42, 54);

        Assert.Equal(PublishedFirstRound, Enumerable.Range(0, 6).Select(_ => chance.Next()));
    }

    [Fact]
    public void A_number_below_a_limit_takes_every_value_about_equally_often()
    {
        var chance = new Pcg32(1);

        var counts = Enumerable.Range(0, 30_000).Select(_ => chance.Below(3)).CountBy(value => value).ToDictionary();

        Assert.Equal([0u, 1u, 2u], counts.Keys.Order());
        Assert.All(counts.Values, count => Assert.InRange(count, 9_700, 10_300));
    }

    [Fact]
    public void Both_ends_of_a_range_are_drawn()
    {
        var chance = new Pcg32(7);

        var drawn = Enumerable.Range(0, 200).Select(_ => chance.Between(-1, 2)).ToHashSet();

        Assert.Equal([-1L, 0L, 1L, 2L], drawn.Order());
    }

    [Fact]
    public void Streams_of_one_seed_differ()
    {
        Assert.NotEqual(new Pcg32(1, 1).Next(), new Pcg32(1, 2).Next());
    }
}
