using CsCheck;
using Headroom.Simulation.Sharing;

namespace Headroom.Simulation.Tests.Sharing;

/// <summary>Sums by period against a plain walk over every second.</summary>
public sealed class PeriodSumsProperties
{
    private static readonly Gen<(int From, int Length, int Amount)> Span =
        Gen.Select(Gen.Int[0, 300], Gen.Int[0, 300], Gen.Int[1, 9]);

    [Fact]
    public void A_period_holds_what_a_walk_over_its_seconds_finds() => Span.Array[1, 20].Sample(spans =>
    {
        var sums = new PeriodSums(origin: 7_000, periodsMax: 8);
        foreach (var (from, length, amount) in spans)
            sums.Add(7_000 + from * 1_000, 7_000 + (from + length) * 1_000, amount);

        var totals = sums.Totals();
        for (var period = 0; period < totals.Length; period++)
        {
            var (begin, end) = (period * sums.Length / 1_000, (period + 1) * sums.Length / 1_000);
            var expected = 0L;
            for (var second = begin; second < end; second++)
            {
                expected += spans.Where(span => span.From <= second && second < span.From + span.Length)
                    .Sum(span => span.Amount * 1_000L);
            }

            Assert.Equal(expected, totals[period], 3);
        }
    });

    [Fact]
    public void The_length_doubles_until_all_fits()
    {
        var sums = new PeriodSums(origin: 0, periodsMax: 4);
        sums.Add(0, 4_000, 1);
        Assert.Equal(1_000, sums.Length);
        sums.Add(3_999, 4_001, 1);
        Assert.Equal(2_000, sums.Length);
        sums.StretchTo(33_000);
        Assert.Equal(16_000, sums.Length);
        Assert.Equal([4_002.0, 0, 0, 0], sums.Totals());
    }
}
