using Headroom.Scheduling.Plans;
using Headroom.Scheduling.Quotas;

namespace Headroom.Scheduling.Peers;

/// <summary>Limits that no job passes, whatever is free: nominal quota and borrowing limit, at every level.</summary>
internal static class HardLimits
{
    /// <summary>Why a limit forbids a start; null when all allow it.</summary>
    public static Hold? HoldOf(PeerCycle cycle, int queue, Demand demand)
    {
        Hold? over = null;
        for (var level = queue; level > 0; level = cycle.Tree.ParentOf(level))
        {
            var limit = cycle.Tree.Nominal(level, demand.Resource) + cycle.Tree.BorrowingLimit(level, demand.Resource);
            var left = limit - cycle.Use.Used(level, demand.Resource);
            if (demand.Milli > limit) return OfLevel(cycle, HoldReason.NeverWithinQuota, level, demand, limit);
            if (demand.Milli > left) over ??= OfLevel(cycle, HoldReason.OverQuota, level, demand, left);
        }

        return over;
    }

    /// <summary>A reason that is decided at the level of a queue.</summary>
    public static Hold OfLevel(PeerCycle cycle, HoldReason reason, int level, Demand demand, long leftMilli) =>
        new(reason)
        {
            Level = cycle.Tree[level].Name,
            Resource = cycle.Tree.Resources[demand.Resource],
            AskedMilli = demand.Milli,
            AvailableMilli = Math.Max(leftMilli, 0),
        };
}
