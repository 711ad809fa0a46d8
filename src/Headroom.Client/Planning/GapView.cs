namespace Headroom.Client.Planning;

/// <summary>
/// What a pool has, step by step, against all that was asked of it, over its own last days. Amounts are accelerator
/// hours where nothing else is said.
/// </summary>
public sealed record GapView
{
    /// <summary>Begin of the first hour, in Unix milliseconds.</summary>
    public required long From { get; init; }

    /// <summary>End of the last hour, in Unix milliseconds.</summary>
    public required long Before { get; init; }

    /// <summary>Accelerators of the pool.</summary>
    public required double Gpus { get; init; }

    /// <summary>All accelerators, all the time.</summary>
    public required double Nameplate { get; init; }

    /// <summary>What of it nodes were in service for.</summary>
    public required double InService { get; init; }

    /// <summary>Held by jobs.</summary>
    public required double Running { get; init; }

    /// <summary>Held and at work, by the share that the question told; null where it told none.</summary>
    public double? Busy { get; init; }

    /// <summary>At work, counted at the peak they reach, by the share that the question told; else null.</summary>
    public double? Useful { get; init; }

    /// <summary>Asked for by jobs that waited and were not held back.</summary>
    public required double Pending { get; init; }

    /// <summary>
    /// What jobs that were cancelled before they ever ran would have held, each for the median time of those that ran.
    /// </summary>
    public required double Refused { get; init; }

    /// <summary>Running, pending and refused.</summary>
    public required double Demand { get; init; }

    /// <summary>Demand beyond what was in service, hour by hour.</summary>
    public required double Gap { get; init; }

    /// <summary>What waited while as much stood free.</summary>
    public required double WaitedBesideFree { get; init; }

    /// <summary>What lead time leaves open.</summary>
    public required WedgeView Wedge { get; init; }

    /// <summary>
    /// What sharing would return: waiting that the same jobs do without when every queue may borrow all that stands
    /// free, by a replay of both; null where it was not asked for.
    /// </summary>
    public double? Share { get; init; }

    /// <summary>Hours, the oldest first.</summary>
    public required IReadOnlyList<GapHourView> Hours { get; init; }

    /// <summary>Tenants, those that asked for most first.</summary>
    public required IReadOnlyList<GapPartView> Tenants { get; init; }

    /// <summary>Kinds of chips; what waits for any of several has no name.</summary>
    public required IReadOnlyList<GapPartView> Chips { get; init; }

    /// <summary>Regions; what waits for any of several has no name.</summary>
    public required IReadOnlyList<GapPartView> Regions { get; init; }

    /// <summary>Demand of the hours to come; null where none were asked for.</summary>
    public ForecastView? Ahead { get; init; }
}

/// <summary>Capacity that is ordered to match today's demand, on the day it opens.</summary>
/// <param name="LeadMonths">Months from order to opening.</param>
/// <param name="DoublingMonths">Months in which demand doubles.</param>
/// <param name="CoverAtOpening">Share of demand that it covers then, 0 to 1.</param>
public sealed record WedgeView(double LeadMonths, double DoublingMonths, double CoverAtOpening);

/// <summary>Mean accelerators over an hour.</summary>
/// <param name="At">Begin, in Unix milliseconds.</param>
/// <param name="Running">Held by jobs.</param>
/// <param name="Pending">Asked for by jobs that waited.</param>
/// <param name="Refused">What jobs that gave up would have held.</param>
public sealed record GapHourView(long At, double Running, double Pending, double Refused);

/// <summary>What one tenant, region or kind of chip asked for, in accelerator hours.</summary>
/// <param name="Name">Its name; empty where it is not known.</param>
/// <param name="Running">Held by jobs.</param>
/// <param name="Pending">Asked for by jobs that waited.</param>
/// <param name="Refused">What jobs that gave up would have held.</param>
/// <param name="InService">What it has; null where that is not told by part.</param>
/// <param name="Gap">Demand beyond that, hour by hour; null where it is not told by part.</param>
public sealed record GapPartView(
    string Name, double Running, double Pending, double Refused, double? InService = null, double? Gap = null);

/// <summary>What is asked of the gap of a pool.</summary>
public sealed record GapFilter
{
    /// <summary>Days that are looked back, 1 to 90; null for 7.</summary>
    public int? Days { get; init; }

    /// <summary>Hours of demand to forecast, 0 to 168; null for 24.</summary>
    public int? Ahead { get; init; }

    /// <summary>Measured share of allocated time at work, 0 to 1; null where nobody measured it.</summary>
    public double? Busy { get; init; }

    /// <summary>Measured share of the peak at work, 0 to 1; null where nobody measured it.</summary>
    public double? Mfu { get; init; }

    /// <summary>Months from order to opening; null for 18.</summary>
    public double? LeadMonths { get; init; }

    /// <summary>Months in which demand doubles; null for 5.7.</summary>
    public double? DoublingMonths { get; init; }

    /// <summary>Whether what sharing would return is replayed, which takes a while.</summary>
    public bool Share { get; init; }
}

/// <summary>A quoted shortfall in one of its two readings.</summary>
/// <param name="Reading">What the demand is read as.</param>
/// <param name="Demanded">Demand, in the unit that it was quoted in.</param>
/// <param name="Delivered">What supply delivers of it.</param>
/// <param name="Shortfall">What is missing.</param>
/// <param name="Gained">What better use adds.</param>
/// <param name="Closed">Share of the shortfall that this closes, 0 to 1; null where nothing is missing.</param>
public sealed record GapReadingView(
    GapReadingKind Reading, double Demanded, double Delivered, double Shortfall, double Gained, double? Closed = null);

/// <summary>What a quoted figure stands for.</summary>
public enum GapReadingKind
{
    /// <summary>Chips at their peak, as they are bought.</summary>
    Nameplate,

    /// <summary>Work that is done.</summary>
    Useful,
}
