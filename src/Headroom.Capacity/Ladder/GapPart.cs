namespace Headroom.Capacity.Ladder;

/// <summary>What one tenant, pool or kind of chip asked for over a history.</summary>
/// <param name="Name">Its name; empty when unknown.</param>
/// <param name="Demand">In accelerator-hours.</param>
public sealed record GapPart(string Name, GapHour Demand)
{
    /// <summary>Accelerator-hours in service that it has; null where that is not told by part.</summary>
    public double? InService { get; init; }

    /// <summary>
    /// Demand beyond what it has in service, hour by hour, in accelerator-hours; null where that is not told by part.
    /// </summary>
    public double? Gap { get; init; }
}
