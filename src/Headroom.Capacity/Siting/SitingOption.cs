using Headroom.Capacity.Planning;

namespace Headroom.Capacity.Siting;

/// <summary>A hall that can be ordered: one cluster, one kind of chip.</summary>
/// <param name="Cluster">Index of the cluster.</param>
/// <param name="Place">The cluster.</param>
/// <param name="Chip">The kind; null where the case names none.</param>
/// <param name="Chips">Chips of the hall.</param>
/// <param name="Gpus">What they are worth in accelerators of the demand.</param>
/// <param name="Kilowatts">Power of an accelerator's worth of them, in kilowatts.</param>
public sealed record SitingOption(
    int Cluster, SitingCluster Place, SitingChip? Chip, double Chips, double Gpus, double Kilowatts)
{
    /// <summary>What an order costs with its chips, subsidies taken off.</summary>
    public double OwnCost => (Place.HallCost + ChipCost) * (1 - Place.Subsidy);

    /// <summary>Quarters from order to opening.</summary>
    public int LeadQuarters => Math.Max(Place.LeadQuarters, Chip?.LeadQuarters ?? 0);

    /// <summary>Cluster and chip.</summary>
    public string Name => Chip is null ? Place.Name : $"{Place.Name}, {Chip.Name}";

    private double ChipCost => Chip is null ? 0 : Chips * Chip.Cost;

    /// <summary>What it costs a year: hall and chips each over its own life.</summary>
    public double YearlyCost(double interest) => (1 - Place.Subsidy)
        * (Place.HallCost * Ownership.Annuity(interest, Place.LifeYears)
            + (Chip is null ? 0 : ChipCost * Ownership.Annuity(interest, Chip.LifeYears)));

    /// <summary>The options of a cluster.</summary>
    internal static IEnumerable<SitingOption> At(SitingCase problem, int cluster)
    {
        var place = problem.Clusters[cluster];
        return problem.Chips.Count == 0
            ? [new SitingOption(cluster, place, null, place.HallGpus, place.HallGpus, problem.ChipKilowatts)]
            : problem.Chips.Select(chip =>
            {
                var chips = Math.Floor(place.HallKilowatts / chip.Kilowatts);
                return new SitingOption(
                    cluster, place, chip, chips, chips * chip.Compute, chip.Kilowatts / chip.Compute);
            });
    }
}
