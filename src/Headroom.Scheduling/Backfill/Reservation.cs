using Headroom.Scheduling.Gangs;

namespace Headroom.Scheduling.Backfill;

/// <summary>A promise to one waiting job: from this time on these nodes are its own. Times are milliseconds.</summary>
/// <param name="Order">The job, by its rank in the order of submission.</param>
/// <param name="MadeAt">When the promise was made or last moved.</param>
/// <param name="Start">The job starts then or earlier.</param>
/// <param name="Nodes">Nodes kept for it at that time; if it can start earlier it may get others.</param>
public sealed record Reservation(int Order, long MadeAt, long Start, GangNodes Nodes);
