using Headroom.Cluster;
using Headroom.Scheduling.Plans;
using Headroom.Simulation.Chance;
using Headroom.Simulation.Estimates;

namespace Headroom.Simulation.Tests.Estimates;

public sealed class StartCalibrationTests
{
    private const long Second = 1_000;

    /// <summary>
    /// Waits are spread evenly below a scale that changes from job to job; the raw quantiles know the scale but are
    /// wrong by a factor, and outcomes come late and in another order.
    /// </summary>
    [Theory]
    [InlineData(100)]
    [InlineData(1000)]
    [InlineData(5000)]
    public void Whatever_the_fault_of_the_raw_quantiles_they_come_to_hold(int faultPermille)
    {
        var (chance, calibration) = (new Pcg32(3), new StartCalibration());
        var (running, starts) = (new PriorityQueue<JobId, long>(), new Dictionary<JobId, long>());
        var (half, most, counted) = (0, 0, 0);
        for (var number = 0; number < 6_000; number++)
        {
            var now = number * 600 * Second;
            while (running.TryPeek(out var job, out var at) && at <= now) calibration.Started(running.Dequeue(), at);

            var scale = chance.Between(600, 36_000) * Second;
            var wait = scale / 1000 * chance.Between(0, 1000);
            var raw = Raw(number, now, scale / 2000 * faultPermille, scale * 9 / 10_000 * faultPermille);
            var corrected = calibration.Correct(raw);
            running.Enqueue(raw.Job, now + wait);
            if (number < 1_000) continue;

            counted++;
            if (wait <= corrected.P50Milliseconds) half++;
            if (wait <= corrected.P90Milliseconds) most++;
        }

        Assert.InRange((double)most / counted, 0.88, 0.92);
        Assert.InRange((double)half / counted, 0.47, 0.53);
    }

    [Fact]
    public void What_has_waited_too_long_is_learnt_before_it_starts()
    {
        var calibration = new StartCalibration();
        for (var number = 0; number < 10; number++) calibration.Correct(Raw(number, 0, 60 * Second, 120 * Second));
        var before = (calibration.HalfFactorPermille, calibration.MostFactorPermille);

        var later = calibration.Correct(Raw(10, 3_600 * Second, 60 * Second, 120 * Second));

        Assert.Equal((1000, 1000), before);
        Assert.True(calibration.MostFactorPermille > 2000);
        Assert.True(later.P90Milliseconds > 240 * Second);
        Assert.Equal(0, calibration.Outcomes);
    }

    [Fact]
    public void An_outcome_counts_once_however_often_it_is_looked_at()
    {
        var calibration = new StartCalibration();
        calibration.Correct(Raw(1, 0, 60 * Second, 120 * Second));
        calibration.Correct(Raw(2, 3_600 * Second, 60 * Second, 120 * Second));
        var once = calibration.MostFactorPermille;
        calibration.Correct(Raw(3, 3_601 * Second, 60 * Second, 120 * Second));
        calibration.Started(new JobId(1), 3_602 * Second);
        calibration.Started(new JobId(1), 3_603 * Second);

        Assert.Equal(once, calibration.MostFactorPermille);
        Assert.Equal(1, calibration.Outcomes);
    }

    [Fact]
    public void A_start_at_once_and_an_unknown_one_stay_as_they_are()
    {
        var calibration = new StartCalibration();
        for (var number = 0; number < 10; number++) calibration.Correct(Raw(number, 0, 60 * Second, 120 * Second));
        var now = 7_200 * Second;
        var atOnce = new StartEstimate(new JobId(20), now) { P50Milliseconds = 0, P90Milliseconds = 0 };
        var unknown = new StartEstimate(new JobId(21), now) { Unknown = UnknownStart.NothingLearnt };

        Assert.Same(atOnce, calibration.Correct(atOnce));
        Assert.Same(unknown, calibration.Correct(unknown));
    }

    [Fact]
    public void The_median_never_passes_the_ninth_of_ten()
    {
        var calibration = new StartCalibration();
        for (var number = 0; number < 100; number++)
        {
            // The median is far too short and the other far too long.
            var corrected = calibration.Correct(Raw(number, number * 600 * Second, Second, 36_000 * Second));
            calibration.Started(new JobId(number), number * 600 * Second + 500 * Second);

            Assert.True(corrected.P50Milliseconds <= corrected.P90Milliseconds);
        }

        Assert.True(calibration.HalfFactorPermille > 1000 && calibration.MostFactorPermille < 1000);
    }

    [Fact]
    public void Nothing_is_learnt_of_a_job_that_was_withdrawn()
    {
        var calibration = new StartCalibration();
        calibration.Correct(Raw(1, 0, 60 * Second, 120 * Second));
        calibration.Withdrawn(new JobId(1));
        calibration.Correct(Raw(2, 3_600 * Second, 60 * Second, 120 * Second));

        Assert.Equal((1000, 1000), (calibration.HalfFactorPermille, calibration.MostFactorPermille));
    }

    private static StartEstimate Raw(int job, long at, long half, long most) => new(new JobId(job), at)
    {
        P50Milliseconds = half,
        P90Milliseconds = most,
        Futures = 24,
        Hold = new Hold(HoldReason.NoRoomNow),
    };
}
