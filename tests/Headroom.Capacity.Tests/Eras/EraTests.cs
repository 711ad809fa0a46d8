using Headroom.Capacity.Eras;
using Headroom.Capacity.Planning;
using Headroom.Testing;
using Headroom.Traces.Systems;

namespace Headroom.Capacity.Tests.Eras;

/// <summary>The table of Sevilla et al. from their own data.</summary>
public sealed class EraTests
{
    [Fact]
    public void Eras_are_as_published()
    {
        var eras = EraSystems.Of(Systems(), EraWindow.Published);

        var before = EraTrend.Of(eras.PreDeepLearning);
        Assert.Equal(19, before.Count);
        Assert.Equal(21.3, before.DoublingMonths, tolerance: 0.05);
        Assert.Equal(0.17, before.SlopePerYear, tolerance: 0.005);
        Assert.Equal(0.77, before.Fit, tolerance: 0.005);

        var large = EraTrend.Of(eras.LargeScale);
        Assert.Equal(19, large.Count);
        Assert.Equal(10.7, large.DoublingMonths, tolerance: 0.05);
        Assert.Equal(0.66, large.Fit, tolerance: 0.005);

        var regular = EraTrend.Of(eras.RegularSinceLarge);
        Assert.Equal(60, regular.Count);
        Assert.Equal(5.8, regular.DoublingMonths, tolerance: 0.05);
        Assert.Equal(0.48, regular.Fit, tolerance: 0.005);
        Assert.Equal(80, eras.Regular.Count);
        Assert.Equal(5, eras.Outliers.Count);
    }

    [Fact]
    public void The_bootstrap_has_the_published_bounds_within_15_percent()
    {
        var eras = EraSystems.Of(Systems(), EraWindow.Published);

        var interval = EraInterval.Of(eras.PreDeepLearning, trend => trend.DoublingMonths, samples: 1000, seed: 1);

        Assert.InRange(interval.Low, 0.85 * 17.0, 1.15 * 17.0);
        Assert.InRange(interval.Middle, 0.95 * 21.2, 1.05 * 21.2);
        Assert.InRange(interval.High, 0.85 * 29.3, 1.15 * 29.3);
    }

    [Theory]
    [InlineData(18, 5.7, 0.11)]
    [InlineData(24, 5.7, 0.05)]
    [InlineData(12, 21.3, 0.68)]
    public void Lead_time_leaves_a_part_uncovered(double lead, double doubling, double cover) =>
        Assert.Equal(cover, LeadTime.Cover(lead, doubling), tolerance: 0.005);

    [Fact]
    public void Better_algorithms_slow_demand() =>
        Assert.Equal(19.8, LeadTime.NetDoubling(5.7, 8), tolerance: 0.05);

    [Theory]
    [InlineData(5, 8.5e9)]
    [InlineData(3, 12.0e9)]
    [InlineData(7, 7.0e9)]
    public void A_site_costs_what_is_published(double years, double cost) => Assert.Equal(
        1, Ownership.PerYear(25.7e9, years, 12.3e9, 14, 0.9e9, 0.067) / cost, tolerance: 0.005);

    [Fact]
    public void A_system_is_among_the_largest_of_its_time_when_fewer_were_larger()
    {
        TrainedSystem[] systems = [new("a", 1, 10), new("b", 2, 30), new("c", 3, 20), new("d", 4, 20), new("e", 5, 5)];

        Assert.Equal(["a", "b"], RunningTop.Of(systems, 1).Select(one => one.Name));
        Assert.Equal(["a", "b", "c", "d"], RunningTop.Of(systems, 2).Select(one => one.Name));
        Assert.Equal(systems.Length, RunningTop.Of(systems, 5).Count);
    }

    [Fact]
    public void A_plan_loses_what_is_missing_or_what_stands_idle()
    {
        var plan = new EraBacktest(Day: 1, DoublingMonths: 6, Told: 150, Came: 100, Matched: 25);

        Assert.Equal(0.5, plan.Loss(plan.Told, shortageCost: 3, idleCost: 1), tolerance: 1e-12);
        Assert.Equal(2.25, plan.Loss(plan.Matched, shortageCost: 3, idleCost: 1), tolerance: 1e-12);
        Assert.Equal(0, plan.Loss(plan.Came, shortageCost: 3, idleCost: 1));
    }

    private static TrainedSystem[] Systems()
    {
        var path = PublicData.Require("capacity/sevilla2022/compute-trends-123.csv");
        return
        [
            .. TrainedSystemFile.Read(path)
                .Select(one => new TrainedSystem(one.Name, one.Published.DayNumber, one.Operations)),
        ];
    }
}
