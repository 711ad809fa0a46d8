using System.Text.Json.Serialization;

namespace Headroom.Capacity.Siting;

/// <summary>
/// What there is to decide when capacity is built over several quarters without knowing demand: first how many halls to
/// order where and when, then, once demand is seen, what is served from where. Compute is counted in accelerators,
/// money in any one unit.
/// </summary>
public sealed record SitingCase
{
    /// <summary>Quarters that are planned, at least 1.</summary>
    public required int Quarters { get; init; }

    /// <summary>Where halls may be built.</summary>
    public required IReadOnlyList<SitingCluster> Clusters { get; init; }

    /// <summary>Where demand is.</summary>
    public required IReadOnlyList<SitingRegion> Regions { get; init; }

    /// <summary>Kinds of work.</summary>
    public required IReadOnlyList<SitingClass> Classes { get; init; }

    /// <summary>How demand may grow; probabilities add up to 1.</summary>
    public required IReadOnlyList<SitingFuture> Futures { get; init; }

    /// <summary>What any plan has to keep, by name.</summary>
    public required IReadOnlyList<SitingRule> Rules { get; init; }

    /// <summary>Power of an accelerator under load with its share of the server, in kilowatts.</summary>
    public required double ChipKilowatts { get; init; }

    /// <summary>
    /// Kinds of chip that halls may be filled with; none where all halls hold what
    /// <see cref="SitingCluster.HallGpus"/> and <see cref="ChipKilowatts"/> say.
    /// </summary>
    public IReadOnlyList<SitingChip> Chips { get; init; } = [];

    /// <summary>What storing takes; needed where a class is storage.</summary>
    public SitingStorage? Storage { get; init; }

    /// <summary>Price of a tonne of CO2.</summary>
    public double CarbonPrice { get; init; }

    /// <summary>Cost of a millisecond of distance for an accelerator's work of a quarter.</summary>
    public double NetworkCost { get; init; }

    /// <summary>Rate of interest a year.</summary>
    public double Interest { get; init; } = 0.067;

    /// <summary>Weight of the mean of the worst futures (CVaR) beside the mean of all, from 0 to 1.</summary>
    public double RiskWeight { get; init; }

    /// <summary>Share of the worst futures that CVaR looks at, above 0 and at most 1.</summary>
    public double RiskTail { get; init; } = 0.2;

    /// <summary>What can be ordered: a hall of each chip at each cluster, in the order of clusters.</summary>
    [JsonIgnore]
    public IReadOnlyList<SitingOption> Options =>
        [.. Clusters.Index().SelectMany(place => SitingOption.At(this, place.Index))];
}

/// <summary>A kind of chip that a hall may hold.</summary>
public sealed record SitingChip
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Accelerators of the demand whose work one of these does.</summary>
    public required double Compute { get; init; }

    /// <summary>Power under load with its share of the server, in kilowatts.</summary>
    public required double Kilowatts { get; init; }

    /// <summary>What one costs with its share of the server.</summary>
    public required double Cost { get; init; }

    /// <summary>Quarters from order to delivery; a hall opens when both are there.</summary>
    public int LeadQuarters { get; init; }

    /// <summary>Years over which it is written off.</summary>
    public double LifeYears { get; init; } = 5;
}

/// <summary>What storing a petabyte takes.</summary>
public sealed record SitingStorage
{
    /// <summary>What a petabyte costs to install.</summary>
    public required double PetabyteCost { get; init; }

    /// <summary>Power of a petabyte, in kilowatts.</summary>
    public required double Kilowatts { get; init; }

    /// <summary>Quarters from order to opening.</summary>
    public int LeadQuarters { get; init; } = 1;

    /// <summary>Years over which it is written off.</summary>
    public double LifeYears { get; init; } = 5;
}

/// <summary>A place where halls may be built.</summary>
public sealed record SitingCluster
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Accelerators that are there already.</summary>
    public double ExistingGpus { get; init; }

    /// <summary>Accelerators of a hall; not needed where the case names chips.</summary>
    public double HallGpus { get; init; }

    /// <summary>Power for the chips of a hall, in kilowatts; needed where the case names chips.</summary>
    public double HallKilowatts { get; init; }

    /// <summary>Petabytes that are there already.</summary>
    public double ExistingPetabytes { get; init; }

    /// <summary>Most petabytes that may be added; any number where it is not said.</summary>
    public double? PetabytesMax { get; init; }

    /// <summary>Share of what stands there that is in use, from 0 to 1.</summary>
    public double Occupancy { get; init; } = 1;

    /// <summary>What a hall costs: with its accelerators, or without them where the case names chips.</summary>
    public required double HallCost { get; init; }

    /// <summary>Years over which it is written off.</summary>
    public double LifeYears { get; init; } = 5;

    /// <summary>Most halls, by land and grid.</summary>
    public required int HallsMax { get; init; }

    /// <summary>Quarters from order to opening.</summary>
    public required int LeadQuarters { get; init; }

    /// <summary>Price of a kilowatt-hour.</summary>
    public required double PowerPrice { get; init; }

    /// <summary>Power of the site over that of its chips.</summary>
    public required double Pue { get; init; }

    /// <summary>Kilograms of CO2 for a kilowatt-hour.</summary>
    public double Carbon { get; init; }

    /// <summary>Share of green power, from 0 to 1.</summary>
    public double Green { get; init; }

    /// <summary>Whether it is a hub of the national plan.</summary>
    public bool IsHub { get; init; }

    /// <summary>Share of a hall's cost that is paid by others, from 0 to 1.</summary>
    public double Subsidy { get; init; }
}

/// <summary>A place where demand is.</summary>
public sealed record SitingRegion
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Accelerators, or petabytes of storage, asked for in the first quarter, by class.</summary>
    public required IReadOnlyList<double> Demand { get; init; }

    /// <summary>One-way milliseconds to each cluster, in their order.</summary>
    public required IReadOnlyList<double> Milliseconds { get; init; }

    /// <summary>
    /// Cost of a gigabyte moved to or from each cluster, in their order; nothing where none are given.
    /// </summary>
    public IReadOnlyList<double> GigabyteCosts { get; init; } = [];
}

/// <summary>A kind of work.</summary>
public sealed record SitingClass
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Most one-way milliseconds to where it is served.</summary>
    public required double MillisecondsMax { get; init; }

    /// <summary>What an accelerator, or a petabyte, that is missing for a quarter costs.</summary>
    public required double ShortageCost { get; init; }

    /// <summary>Gigabytes moved in a quarter for an accelerator's work, or for a petabyte that is kept.</summary>
    public double Gigabytes { get; init; }

    /// <summary>Whether it keeps data: its demand is in petabytes then.</summary>
    public bool IsStorage { get; init; }
}

/// <summary>A way in which demand may grow.</summary>
public sealed record SitingFuture
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its probability.</summary>
    public required double Probability { get; init; }

    /// <summary>Factor of demand from quarter to quarter.</summary>
    public required double Growth { get; init; }
}

/// <summary>Something that any plan has to keep.</summary>
public sealed record SitingRule
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What it limits.</summary>
    public required SitingRuleKind Kind { get; init; }

    /// <summary>The limit; what it is counted in depends on the kind.</summary>
    public required double Value { get; init; }
}

/// <summary>What a rule limits.</summary>
public enum SitingRuleKind
{
    /// <summary>No hall where the PUE is above the value.</summary>
    PueMax,

    /// <summary>No hall where the share of green power is below the value.</summary>
    GreenMin,

    /// <summary>No hall where less than this share of what stands there is in use.</summary>
    OccupancyMin,

    /// <summary>At least this share of all new accelerators in hubs.</summary>
    HubShareMin,

    /// <summary>At most this much money for what is ordered in a quarter, subsidies taken off.</summary>
    BudgetPerQuarter,

    /// <summary>At most this share of any region's demand of a class left unserved, in any quarter and
    /// future.</summary>
    ShortageMax,

    /// <summary>The classes' limits of distance; the value is a factor on them, usually 1.</summary>
    Latency,
}
