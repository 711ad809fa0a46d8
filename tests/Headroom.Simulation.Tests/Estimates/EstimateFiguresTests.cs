using Headroom.Cluster;
using Headroom.Simulation.Estimates;

namespace Headroom.Simulation.Tests.Estimates;

public sealed class EstimateFiguresTests
{
    [Fact]
    public void Every_figure_follows_from_the_trials()
    {
        EstimateTrial[] trials =
        [
            Trial(half: 0, most: 0, wait: 0),
            Trial(half: 10, most: 20, wait: 11),
            Trial(half: 10, most: 20, wait: 25),
            Trial(half: null, most: null, wait: 5),
            Trial(half: 10, most: 20, wait: null),
        ];

        var figures = EstimateFigures.Of(trials, trial => trial.Raw);

        Assert.Equal(4, figures.Jobs);
        Assert.Equal((0.5, 0.5), (figures.WithinOneMinute, figures.WithinTenMinutes));
        Assert.Equal((0.5, 0.25), (figures.Covered, figures.CoveredByHalf));

        // By hand: 0; (0.5 + 0.9) / 2 minutes; (7.5 + 4.5) / 2 minutes.
        Assert.Equal((0 + 0.7 + 6) / 3, figures.PinballMinutes, 9);
    }

    [Fact]
    public void Over_nothing_every_figure_is_nothing() =>
        Assert.Equal((0, 0.0, 0.0), (
            EstimateFigures.Of([], trial => trial.Raw).Jobs,
            EstimateFigures.Of([], trial => trial.Raw).Covered,
            EstimateFigures.Of([], trial => trial.Raw).PinballMinutes));

    private static EstimateTrial Trial(long? half, long? most, long? wait)
    {
        var estimate = new StartEstimate(new JobId(1), 0)
        {
            P50Milliseconds = half * 60_000,
            P90Milliseconds = most * 60_000,
        };
        return new EstimateTrial(estimate, estimate, estimate, estimate) { WaitMilliseconds = wait * 60_000 };
    }
}
