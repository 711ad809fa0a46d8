namespace Headroom.Capacity.Siting;

/// <summary>
/// The same case in units in which a hall has a hundred accelerators and costs a hundred: solvers lose their footing
/// where numbers of one row are ten orders of magnitude apart.
/// </summary>
/// <param name="Gpus">Accelerators in the unit of compute.</param>
/// <param name="Money">Money in the unit of cost.</param>
internal sealed record SitingScale(double Gpus, double Money)
{
    private const double Hundred = 100;

    /// <summary>The scale that suits a case.</summary>
    public static SitingScale For(SitingCase problem) => new(
        problem.Options.Average(option => option.Gpus) / Hundred,
        Math.Max(1e-9, problem.Options.Average(option => option.OwnCost) / Hundred));

    /// <summary>The case in these units.</summary>
    public SitingCase Of(SitingCase problem) => problem with
    {
        ChipKilowatts = problem.ChipKilowatts * Gpus,
        CarbonPrice = problem.CarbonPrice / Money,
        NetworkCost = problem.NetworkCost * Gpus / Money,
        Clusters =
        [
            .. problem.Clusters.Select(place => place with
            {
                ExistingGpus = place.ExistingGpus / Gpus,
                HallGpus = place.HallGpus / Gpus,
                HallCost = place.HallCost / Money,
                PowerPrice = place.PowerPrice / Money,
            }),
        ],
        Chips =
        [
            .. problem.Chips.Select(chip => chip with { Compute = chip.Compute / Gpus, Cost = chip.Cost / Money }),
        ],
        Storage = problem.Storage is { } storage
            ? storage with { PetabyteCost = storage.PetabyteCost / Money }
            : null,
        Regions =
        [
            .. problem.Regions.Select(region => region with
            {
                Demand = [.. region.Demand.Zip(problem.Classes, (demand, kind) => demand / Unit(kind))],
                GigabyteCosts = [.. region.GigabyteCosts.Select(cost => cost / Money)],
            }),
        ],
        Classes =
        [
            .. problem.Classes.Select(kind => kind with
            {
                ShortageCost = kind.ShortageCost * Unit(kind) / Money,
                Gigabytes = kind.Gigabytes * Unit(kind),
            }),
        ],
        Rules = [.. problem.Rules.Select(Of)],
    };

    // Petabytes stay what they are.
    private double Unit(SitingClass kind) => kind.IsStorage ? 1 : Gpus;

    private SitingRule Of(SitingRule rule) =>
        rule.Kind == SitingRuleKind.BudgetPerQuarter ? rule with { Value = rule.Value / Money } : rule;
}
