using Headroom.Simulation.Packing;
using Headroom.Testing;

namespace Headroom.Simulation.Tests.Packing;

/// <summary>What our own policy promises on the public history, as means over seeds 42 to 46.</summary>
public sealed class HeadroomPolicyTests
{
    // Means of figures of two decimals are equal up to this.
    private const double Rounding = 1e-9;

    public static TheoryData<string, int> Points() =>
        [.. OpenbHistory.Traces.SelectMany(trace => new[] { (trace, 100), (trace, 130) })];

    public static TheoryData<string> Traces() => [.. OpenbHistory.Traces];

    [Theory]
    [MemberData(nameof(Points))]
    public void It_allocates_more_than_fgd_on_every_trace(string trace, int arrived) =>
        Assert.True(Allocated("headroom", trace, arrived) > Allocated("fgd", trace, arrived));

    [Theory]
    [InlineData(100)]
    [InlineData(130)]
    public void It_allocates_six_tenths_of_a_point_more_than_fgd_on_the_mean_of_traces(int arrived) =>
        Assert.InRange(
            OpenbHistory.Traces.Average(
                trace => Allocated("headroom", trace, arrived) - Allocated("fgd", trace, arrived)),
            0.6,
            100);

    [Theory]
    [MemberData(nameof(Points))]
    public void Learning_the_mix_from_arrivals_loses_two_tenths_of_a_point_at_most(string trace, int arrived) =>
        Assert.InRange(
            Allocated("headroom", trace, arrived) - Allocated("headroom", trace, arrived, MixSource.Arrivals),
            -100,
            0.2 + Rounding);

    [Theory]
    [MemberData(nameof(Traces))]
    public void It_stays_below_the_bound(string trace)
    {
        var options = new PackingOptions { Policy = "headroom", Seed = 42 };
        var bound = PackingBound.Allocated(
            OpenbHistory.Nodes(), OpenbHistory.Tasks(trace), options, arrivedPercent: 100);

        Assert.InRange(OpenbRuns.Of(trace, options).Curve[100].Allocated!.Value, bound - 5, bound);
    }

    private static double Allocated(string policy, string trace, int arrived, MixSource mix = MixSource.Trace) =>
        Enumerable.Range(42, 5).Average(seed => OpenbRuns.Of(trace, policy, seed, mix).Curve[arrived].Allocated!.Value);
}
