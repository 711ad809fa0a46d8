namespace Headroom.Scheduling.Quotas;

/// <summary>What a job counts as in quotas.</summary>
/// <param name="Resource">Index of the resource.</param>
/// <param name="Milli">Thousandths of it, at least 0.</param>
internal readonly record struct Demand(int Resource, long Milli);
