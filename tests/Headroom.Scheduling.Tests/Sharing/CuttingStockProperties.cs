using CsCheck;
using Google.OrTools.LinearSolver;
using Headroom.Scheduling.Sharing;

namespace Headroom.Scheduling.Tests.Sharing;

/// <summary>The prices are an optimum of the linear program over all patterns, as a general solver finds it.</summary>
public sealed class CuttingStockProperties
{
    [Fact]
    public void No_pattern_is_worth_more_than_the_accelerator_it_fills() =>
        GpuPartsProperties.Demand.Sample(demand =>
        {
            var prices = CuttingStock.Prices(demand);

            Assert.All(prices, entry => Assert.InRange(entry.Price, 0, 1 + 1e-6));
            foreach (var pattern in Patterns.All([.. prices.Select(entry => entry.Size)], 1_000))
                Assert.InRange(pattern.Select((count, index) => count * prices[index].Price).Sum(), 0, 1 + 1e-6);
        });

    [Fact]
    public void The_demand_at_these_prices_costs_the_fewest_accelerators() =>
        GpuPartsProperties.Demand.Sample(
            demand =>
            {
                var priceOf = CuttingStock.Prices(demand).ToDictionary(entry => entry.Size, entry => entry.Price);

                var fewest = FewestGpus(demand);
                Assert.Equal(
                    fewest, demand.Sum(entry => entry.Count * priceOf[entry.Size]), 1e-6 * Math.Max(1, fewest));
            },
            threads: 1);

    [Fact]
    public void Prices_come_largest_size_first_and_without_demand_there_are_none()
    {
        Assert.Equal(
            [810, 530, 100], CuttingStock.Prices([new(100, 1), new(810, 1), new(530, 1)]).Select(entry => entry.Size));
        Assert.Empty(CuttingStock.Prices([]));
    }

    [Fact]
    public void Many_sizes_are_priced_by_those_most_asked_for()
    {
        var prices = CuttingStock.Prices(
            [.. Enumerable.Range(1, 999).Select(size => new SizeDemand(size, 1_000 - size))]);

        Assert.Equal(64, prices.Count);
        Assert.InRange(Knapsack.BestValues(prices, 1_000)[1_000], 1 - 1e-6, 1 + 1e-6);
    }

    private static double FewestGpus(IReadOnlyList<SizeDemand> demand)
    {
        using var solver = Solver.CreateSolver("GLOP");
        solver.Objective().SetMinimization();
        var served = demand.Select(entry => solver.MakeConstraint(entry.Count, double.PositiveInfinity)).ToList();
        foreach (var pattern in Patterns.All([.. demand.Select(entry => entry.Size)], 1_000))
        {
            var gpus = solver.MakeNumVar(0, double.PositiveInfinity, "");
            solver.Objective().SetCoefficient(gpus, 1);
            for (var index = 0; index < pattern.Length; index++) served[index].SetCoefficient(gpus, pattern[index]);
        }

        Assert.Equal(Solver.ResultStatus.OPTIMAL, solver.Solve());
        return solver.Objective().Value();
    }
}
