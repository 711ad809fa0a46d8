using Headroom.Cluster.Jobs;
using Headroom.Simulation.Chance;
using Headroom.Simulation.Estimates;
using Headroom.Simulation.Tests.Sharing;

namespace Headroom.Simulation.Tests.Estimates;

public sealed class FutureArrivalsTests
{
    [Fact]
    public void What_came_comes_again_in_order_and_as_often()
    {
        var arrivals = new FutureArrivals(Every(600, count: 1_000), now: 600_000_000, new Pcg32(1));

        var times = Times(arrivals, 500);

        Assert.Equal(times.Order(), times);
        Assert.True(times[0] >= 600_000_000);
        Assert.InRange(times[^1] - times[0], 490 * 600_000L, 510 * 600_000L);
    }

    [Fact]
    public void Later_jobs_and_too_few_ones_tell_nothing()
    {
        Assert.Equal(long.MaxValue, new FutureArrivals([], 0, new Pcg32(1)).Next);
        Assert.Equal(long.MaxValue, new FutureArrivals(Every(600, count: 7), 1_000_000_000, new Pcg32(1)).Next);
        Assert.Equal(long.MaxValue, new FutureArrivals(Every(600, count: 100), 1_000, new Pcg32(1)).Next);
    }

    [Fact]
    public void After_a_long_silence_all_that_ever_came_comes_again()
    {
        var now = 10_000_000_000L;
        var arrivals = new FutureArrivals(Every(600, count: 20), now, new Pcg32(1));

        Assert.Equal(now, arrivals.Next);
        Assert.Equal(2 * now, Times(arrivals, 21)[20]);
    }

    private static List<long> Times(FutureArrivals arrivals, int count)
    {
        var times = new List<long>();
        for (var taken = 0; taken < count; taken++)
        {
            times.Add(arrivals.Next);
            arrivals.Take();
        }

        return times;
    }

    private static List<Job> Every(long seconds, int count) =>
        [.. Enumerable.Range(0, count).Select(index => Make.Job(index, at: index * seconds).Job)];
}
