using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Storage.Jobs;

namespace Headroom.Storage.Reading;

/// <summary>Something that has changed for whoever looks at the cluster.</summary>
/// <param name="Sequence">Number of the event that changed it.</param>
/// <param name="At">When, in milliseconds.</param>
public abstract record StoredChange(long Sequence, long At)
{
    /// <summary>A job came, or went from one state to another.</summary>
    /// <param name="Sequence">Number of the event.</param>
    /// <param name="At">When, in milliseconds.</param>
    /// <param name="Id">The job.</param>
    /// <param name="Tenant">Who is charged for it.</param>
    /// <param name="Queue">Its queue.</param>
    /// <param name="State">Where it stands since.</param>
    /// <param name="Version">
    /// Its version since; an earlier one where it came to the same state twice within a millisecond and a page begins
    /// between.
    /// </param>
    public sealed record Job(
        long Sequence, long At, JobId Id, string Tenant, string Queue, JobState State, int Version)
        : StoredChange(Sequence, At);

    /// <summary>A node came into service, takes no new work, or is gone.</summary>
    /// <param name="Sequence">Number of the event.</param>
    /// <param name="At">When, in milliseconds.</param>
    /// <param name="Index">Its place in the fleet.</param>
    /// <param name="Status">What it is good for since.</param>
    public sealed record Node(long Sequence, long At, int Index, NodeStatus Status) : StoredChange(Sequence, At);

    /// <summary>The rules of sharing have changed, or were read anew.</summary>
    /// <param name="Sequence">Number of the event.</param>
    /// <param name="At">When, in milliseconds.</param>
    public sealed record Policy(long Sequence, long At) : StoredChange(Sequence, At);
}

/// <summary>Changes after a number.</summary>
/// <param name="Changes">In order. Most events change something, but not all do.</param>
/// <param name="First">Number of the first event that was read; null where there were none.</param>
/// <param name="Last">Number of the last one; that which was asked for where there were none.</param>
public sealed record ChangePage(IReadOnlyList<StoredChange> Changes, long? First, long Last);
