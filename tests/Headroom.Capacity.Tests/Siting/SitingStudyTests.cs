using Headroom.Capacity.Planning;
using Headroom.Capacity.Siting;

namespace Headroom.Capacity.Tests.Siting;

public sealed class SitingStudyTests
{
    private const double Exact = 1e-6;

    [Fact]
    public void A_hall_is_ordered_where_power_is_cheap_when_distance_allows()
    {
        var plan = SitingStudy.Plan(Case(millisecondsMax: 50), Exact)!;

        Assert.Equal(1, plan.HallCount);
        Assert.Equal(1, plan.Halls[1].Sum());
        Assert.InRange(plan.Gap, 0, 1e-6);
    }

    [Fact]
    public void A_hall_is_ordered_nearby_when_distance_does_not_allow_it() =>
        Assert.Equal(1, SitingStudy.Plan(Case(millisecondsMax: 5), Exact)!.Halls[0].Sum());

    [Fact]
    public void Before_the_lead_time_demand_goes_unserved()
    {
        var plan = SitingStudy.Plan(Case(millisecondsMax: 50), Exact)!;

        Assert.Equal(0.25, plan.Futures[0].Unserved, tolerance: 1e-6);
    }

    [Fact]
    public void Knowing_the_future_is_worth_something_and_never_less_than_nothing()
    {
        var problem = Case(millisecondsMax: 50) with
        {
            Futures =
            [
                new SitingFuture { Name = "slow", Probability = 0.5, Growth = 1 },
                new SitingFuture { Name = "fast", Probability = 0.5, Growth = 1.8 },
            ],
        };
        var plan = SitingStudy.Plan(problem, Exact)!;

        Assert.All(
            problem.Futures.Select((_, future) => SitingStudy.Regret(problem, plan, future, Exact)!),
            regret => Assert.InRange(regret.Found, 0, regret.Most));
        var value = SitingStudy.StochasticValue(problem, plan, Exact)!;
        Assert.InRange(value.Found, 0, value.Most);
    }

    [Fact]
    public void Risk_counts_only_worst_futures_more()
    {
        var problem = Case(millisecondsMax: 50) with
        {
            Futures =
            [
                new SitingFuture { Name = "slow", Probability = 0.8, Growth = 1 },
                new SitingFuture { Name = "fast", Probability = 0.2, Growth = 1.6 },
            ],
        };

        var neutral = SitingStudy.Plan(problem, Exact)!;
        var averse = SitingStudy.Plan(problem with { RiskWeight = 1, RiskTail = 0.2 }, Exact)!;

        Assert.True(averse.Futures[1].Cost <= neutral.Futures[1].Cost + 1e-6);
        Assert.True(averse.HallCount >= neutral.HallCount);
    }

    [Fact]
    public void A_rule_has_a_price_and_rules_in_conflict_are_named()
    {
        var green = new SitingRule { Name = "green", Kind = SitingRuleKind.GreenMin, Value = 0.5 };
        var full = new SitingRule { Name = "all served", Kind = SitingRuleKind.ShortageMax, Value = 0 };
        var pue = new SitingRule { Name = "pue", Kind = SitingRuleKind.PueMax, Value = 2 };
        var priced = Case(millisecondsMax: 50) with { Rules = [green] };
        var broken = Case(millisecondsMax: 50) with { Rules = [pue, full, green] };

        Assert.True(SitingStudy.RulePrice(priced, SitingStudy.Plan(priced, Exact)!, green, Exact).Found > 0);
        Assert.Null(SitingStudy.Plan(broken, Exact));
        Assert.Equal([full], SitingStudy.Conflict(broken));
    }

    [Fact]
    public void The_smallest_conflict_is_named_where_there_are_several()
    {
        var budget = new SitingRule { Name = "budget", Kind = SitingRuleKind.BudgetPerQuarter, Value = 0 };
        var pue = new SitingRule { Name = "pue", Kind = SitingRuleKind.PueMax, Value = 1.3 };
        var green = new SitingRule { Name = "green", Kind = SitingRuleKind.GreenMin, Value = 0.5 };
        var served = new SitingRule { Name = "served", Kind = SitingRuleKind.ShortageMax, Value = 0.1 };
        var problem = Case(millisecondsMax: 50) with
        {
            Clusters =
            [
                Cluster("near", power: 0.8, green: 1) with { LeadQuarters = 0, Pue = 1.5 },
                Cluster("far", power: 0.3, green: 0) with { LeadQuarters = 0 },
            ],
        };

        Assert.Equal([budget, served], SitingStudy.Conflict(problem with { Rules = [budget, pue, green, served] }));
        Assert.Equal([pue, green, served], SitingStudy.Conflict(problem with { Rules = [pue, green, served] }));
        Assert.Empty(SitingStudy.Conflict(problem with { Rules = [pue, served] }));
    }

    [Theory]
    [InlineData(0.02, "old")]
    [InlineData(2, "new")]
    public void The_chip_is_chosen_by_what_work_costs_with_its_power(double powerPrice, string chip)
    {
        var plan = SitingStudy.Plan(WithChips(powerPrice), Exact)!;

        var ordered = WithChips(powerPrice).Options.Zip(plan.Halls).Where(one => one.Second.Sum() > 0).ToArray();
        Assert.Equal([chip], ordered.Select(one => one.First.Chip!.Name));
        Assert.Equal(0.5, plan.Futures[0].Unserved, tolerance: 1e-6);
    }

    [Fact]
    public void A_hall_is_open_when_its_chips_are_there_and_costs_what_hand_computes()
    {
        var problem = WithChips(powerPrice: 2);
        var option = problem.Options[3];
        var plan = SitingStudy.Plan(problem, Exact)!;

        Assert.Equal((2, 50.0, 100.0), (option.LeadQuarters, option.Chips, option.Gpus));
        var yearly = 1_000 * Ownership.Annuity(problem.Interest, 5)
            + 50 * 18_000 * Ownership.Annuity(problem.Interest, 4);
        Assert.Equal(yearly, option.YearlyCost(problem.Interest), tolerance: 1e-6);
        var building = yearly / 4 * 2;
        var running = 100 * 2 * 0.5 * 2190 * 1.2 * 2;
        Assert.Equal(building + running + 200 * 10_000, plan.Cost, tolerance: 1);
    }

    [Fact]
    public void Data_are_kept_where_moving_them_costs_least_and_never_in_a_hall()
    {
        var plan = SitingStudy.Plan(WithStorage(gigabyteCost: 0.01), Exact)!;

        Assert.Equal(40, plan.Orders.Petabytes[0].Sum(), tolerance: 1e-6);
        Assert.Equal(0, plan.Orders.Petabytes[1].Sum(), tolerance: 1e-6);
        Assert.Equal(0.25, plan.Futures[0].Unstored, tolerance: 1e-6);
        Assert.Equal(0.25, plan.Futures[0].Unserved, tolerance: 1e-6);
    }

    [Fact]
    public void Data_go_to_cheap_power_when_moving_them_costs_nothing() =>
        Assert.Equal(40, SitingStudy.Plan(WithStorage(gigabyteCost: 0), Exact)!.Orders.Petabytes[1].Sum(), 1e-6);

    [Fact]
    public void Storage_has_its_room_and_counts_against_the_budget()
    {
        var problem = WithStorage(gigabyteCost: 0.01);
        var small = problem with { Clusters = [problem.Clusters[0] with { PetabytesMax = 10 }, problem.Clusters[1]] };
        var poor = problem with
        {
            Rules = [.. problem.Rules, new SitingRule { Name = "b", Kind = SitingRuleKind.BudgetPerQuarter, Value = 1000 }],
        };

        Assert.Equal(10, SitingStudy.Plan(small, Exact)!.Orders.Petabytes[0].Sum(), tolerance: 1e-6);
        Assert.InRange(SitingStudy.Plan(poor, Exact)!.Orders.Petabytes.Sum(row => row[0]), 0, 10 + 1e-6);
    }

    [Fact]
    public void Nothing_is_built_where_what_stands_is_idle()
    {
        var problem = Case(millisecondsMax: 50);
        var idle = problem with
        {
            Clusters = [problem.Clusters[0], problem.Clusters[1] with { Occupancy = 0.4 }],
            Rules = [new SitingRule { Name = "half in use", Kind = SitingRuleKind.OccupancyMin, Value = 0.5 }],
        };

        Assert.Equal(0, SitingStudy.Plan(idle, Exact)!.Halls[1].Sum());
    }

    // At the far cluster alone, 100 accelerators' worth of work: an old chip that is cheap, or a new one that
    // does twice as much with the same power. Both come after two quarters.
    private static SitingCase WithChips(double powerPrice)
    {
        var problem = Case(millisecondsMax: 50);
        return problem with
        {
            Clusters =
            [
                problem.Clusters[0] with { HallsMax = 0, HallKilowatts = 100 },
                problem.Clusters[1] with { PowerPrice = powerPrice, HallKilowatts = 50, HallCost = 1_000 },
            ],
            Chips =
            [
                new SitingChip { Name = "old", Compute = 1, Kilowatts = 1, Cost = 3_000, LeadQuarters = 2, LifeYears = 4 },
                new SitingChip { Name = "new", Compute = 2, Kilowatts = 1, Cost = 18_000, LeadQuarters = 2, LifeYears = 4 },
            ],
        };
    }

    private static SitingCase WithStorage(double gigabyteCost)
    {
        var problem = Case(millisecondsMax: 50);
        return problem with
        {
            Storage = new SitingStorage { PetabyteCost = 100, Kilowatts = 1 },
            Classes =
            [
                .. problem.Classes,
                new SitingClass
                {
                    Name = "data", MillisecondsMax = 50, ShortageCost = 1_000_000, Gigabytes = 1e6, IsStorage = true,
                },
            ],
            Regions =
            [
                problem.Regions[0] with { Demand = [100, 40], GigabyteCosts = [0, gigabyteCost] },
            ],
        };
    }

    // One region; a dear green cluster next to it, a cheap one that is not green far away; a quarter of lead time.
    private static SitingCase Case(double millisecondsMax) => new()
    {
        Quarters = 4,
        ChipKilowatts = 1,
        Classes = [new SitingClass { Name = "any", MillisecondsMax = millisecondsMax, ShortageCost = 10_000 }],
        Clusters = [Cluster("near", power: 0.8, green: 1), Cluster("far", power: 0.3, green: 0)],
        Regions = [new SitingRegion { Name = "here", Demand = [100], Milliseconds = [1, 20] }],
        Futures = [new SitingFuture { Name = "only", Probability = 1, Growth = 1 }],
        Rules = [new SitingRule { Name = "latency", Kind = SitingRuleKind.Latency, Value = 1 }],
    };

    private static SitingCluster Cluster(string name, double power, double green) => new()
    {
        Name = name,
        HallGpus = 100,
        HallCost = 1_000_000,
        HallsMax = 3,
        LeadQuarters = 1,
        PowerPrice = power,
        Pue = 1.2,
        Green = green,
    };
}
