using Headroom.Simulation.Estimates;

namespace Headroom.Simulation.Tests.Estimates;

public sealed class QuantileTrackerTests
{
    [Fact]
    public void An_eager_one_goes_far_at_first_and_then_step_by_step()
    {
        var tracker = new QuantileTracker(up: 9, down: 1, eagerness: 6);
        List<long> factors = [1000];
        for (var outcome = 0; outcome < 40; outcome++)
        {
            tracker.Hit();
            factors.Add(tracker.FactorPermille);
        }

        // 6 / sqrt(n), rounded down: six steps, four, three, three, and one from the tenth outcome on.
        Assert.Equal([1000, 942, 905, 878, 852], factors[..5]);
        Assert.All(
            factors.Skip(9).Zip(factors.Skip(10)),
            pair => Assert.InRange(pair.First * 100 / 101 - pair.Second, -1, 1));
    }

    [Fact]
    public void Without_eagerness_each_outcome_counts_alike()
    {
        var tracker = new QuantileTracker(up: 9, down: 1);
        tracker.Missed();
        for (var hit = 0; hit < 9; hit++) tracker.Hit();

        Assert.InRange(tracker.FactorPermille, 999, 1000);
    }
}
