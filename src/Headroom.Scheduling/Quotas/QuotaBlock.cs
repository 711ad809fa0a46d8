using Headroom.Scheduling.Plans;

namespace Headroom.Scheduling.Quotas;

/// <summary>A quota that forbids a start.</summary>
/// <param name="Reason">Over a limit, or not lent.</param>
/// <param name="Queue">Queue whose limit it is; the fleet for what is not lent.</param>
/// <param name="LeftMilli">What is left below the limit, at least 0.</param>
internal readonly record struct QuotaBlock(HoldReason Reason, int Queue, long LeftMilli);
