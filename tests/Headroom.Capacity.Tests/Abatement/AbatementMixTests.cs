using CsCheck;
using Headroom.Capacity.Abatement;

namespace Headroom.Capacity.Tests.Abatement;

public sealed class AbatementMixTests
{
    private static readonly DateOnly Day = new(2027, 1, 1);

    [Fact]
    public void The_cheapest_measures_are_taken_until_the_gap_is_closed()
    {
        var mix = AbatementMix.Of(
            [Measure("build", 100, 2.5), Measure("share", 30, 0), Measure("pack", 40, 0.5)], gap: 90, Day);

        Assert.Equal(["share", "pack", "build"], mix.Steps.Select(step => step.Measure.Name));
        Assert.Equal([30, 40, 20], mix.Steps.Select(step => step.GpuHours));
        Assert.Equal(70, mix.Cost, tolerance: 1e-9);
        Assert.Equal(0, mix.Open);
        Assert.Equal(2.5, mix.MarginalCost);
    }

    [Fact]
    public void What_is_late_or_beyond_the_budget_is_left()
    {
        var late = Measure("late", 100, 0) with { Ready = Day.AddDays(1) };

        var mix = AbatementMix.Of([late, Measure("dear", 100, 2)], gap: 90, Day, budget: 50);

        Assert.Equal(25, mix.Closed, tolerance: 1e-9);
        Assert.Equal(65, mix.Open, tolerance: 1e-9);
    }

    [Fact]
    public void No_order_of_measures_costs_less() =>
        Gen.Select(Gen.Double[0, 50], Gen.Double[0, 9]).Array[1, 5].Sample(drafts =>
        {
            var measures = drafts.Select((one, i) => Measure($"{i}", one.Item1, one.Item2)).ToArray();
            var gap = measures.Sum(measure => measure.GpuHours) / 2;

            var mix = AbatementMix.Of(measures, gap, Day);

            Assert.All(measures, first =>
            {
                // Any other measure first: as much is closed, for no less.
                var (open, cost) = (gap, 0.0);
                foreach (var measure in measures.OrderByDescending(measure => measure == first))
                {
                    var hours = Math.Min(open, measure.GpuHours);
                    open -= hours;
                    cost += hours * measure.CostPerGpuHour;
                }

                Assert.True(mix.Cost <= cost + 1e-6);
            });
        });

    private static AbatementMeasure Measure(string name, double hours, double cost) => new(name, "any", hours, cost, Day);
}
