namespace Headroom.Client.Planning;

/// <summary>A case of where, when and how much to build.</summary>
public sealed record SiteQuestion
{
    /// <summary>The scenario in JSON, as <c>headroom site --scenario</c> reads it.</summary>
    public required string Text { get; init; }

    /// <summary>Percent that the plan may be above the best one, 0 to 50; null for 0.1.</summary>
    public double? GapPercent { get; init; }
}

/// <summary>A plan of what to build.</summary>
/// <param name="Cost">Expected cost with the weight of risk.</param>
/// <param name="Bound">No plan has less.</param>
/// <param name="GapPercent">Percent by which the plan may cost more than the best one.</param>
/// <param name="Orders">Halls to order, by cluster and chip in the order of the scenario and then by quarter.</param>
/// <param name="Futures">What each future would be like.</param>
public sealed record SitePlanView(
    double Cost,
    double Bound,
    double GapPercent,
    IReadOnlyList<SiteOrderView> Orders,
    IReadOnlyList<SiteFutureView> Futures)
{
    /// <summary>Storage to order; empty where the scenario keeps no data.</summary>
    public IReadOnlyList<SiteStorageView> Storage { get; init; } = [];
}

/// <summary>Halls to order at once.</summary>
/// <param name="Cluster">Where.</param>
/// <param name="Quarter">When, from 1.</param>
/// <param name="Halls">How many.</param>
/// <param name="Gpus">Their accelerators.</param>
/// <param name="OpensInQuarter">When they are usable.</param>
public sealed record SiteOrderView(string Cluster, int Quarter, int Halls, double Gpus, int OpensInQuarter)
{
    /// <summary>Kind of chip; null where the scenario names none.</summary>
    public string? Chip { get; init; }
}

/// <summary>Storage to order at once.</summary>
/// <param name="Cluster">Where.</param>
/// <param name="Quarter">When, from 1.</param>
/// <param name="Petabytes">How much.</param>
public sealed record SiteStorageView(string Cluster, int Quarter, double Petabytes);

/// <summary>A plan in one future.</summary>
/// <param name="Future">Its name.</param>
/// <param name="Probability">Its probability.</param>
/// <param name="Cost">Building, running, distance and shortage.</param>
/// <param name="Unserved">Share of demand that is not served, 0 to 1.</param>
public sealed record SiteFutureView(string Future, double Probability, double Cost, double Unserved)
{
    /// <summary>Share of data that find no place, 0 to 1.</summary>
    public double Unstored { get; init; }
}
