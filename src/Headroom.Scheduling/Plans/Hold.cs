using Headroom.Cluster;

namespace Headroom.Scheduling.Plans;

/// <summary>Why a job waits, with what it takes to check it. Jobs that wait for the same share one.</summary>
/// <param name="Reason">The one reason that dominates.</param>
public sealed record Hold(HoldReason Reason)
{
    /// <summary>Most holders that are named.</summary>
    public const int HoldersMax = 8;

    /// <summary>
    /// What stands for memory of nodes in <see cref="Resource"/>. It is counted in GiB and no queue has a quota of it.
    /// </summary>
    public const string Memory = "memory";

    /// <summary>
    /// Name of the queue at whose level it is decided; empty for the fleet or when it does not matter.
    /// </summary>
    public string Level { get; init; } = "";

    /// <summary>
    /// Name of the resource that is short: a chip model, processors or <see cref="Memory"/>; empty when none is.
    /// </summary>
    public string Resource { get; init; } = "";

    /// <summary>What the job asks of it, in thousandths.</summary>
    public long AskedMilli { get; init; }

    /// <summary>What there is for it now, in thousandths; for a limit, what is left below it.</summary>
    public long AvailableMilli { get; init; }

    /// <summary>Jobs that hold what it waits for, at most <see cref="HoldersMax"/>.</summary>
    public ValueList<JobId> Holders { get; init; } = [];

    /// <summary>When this is expected to change, in milliseconds; null when nobody knows.</summary>
    public long? Until { get; init; }
}
