using Headroom.Client.Jobs;

namespace Headroom.Client.Events;

/// <summary>Something that has changed. Times are Unix milliseconds.</summary>
public sealed record ChangeView
{
    /// <summary>Its number, which grows; whoever names the last one that he has seen misses nothing.</summary>
    public required long Sequence { get; init; }

    /// <summary>What it is about.</summary>
    public required ChangeKind Kind { get; init; }

    /// <summary>When it happened; null for what the stream says of itself.</summary>
    public long? At { get; init; }

    /// <summary>The job; null when it is about none.</summary>
    public JobChange? Job { get; init; }

    /// <summary>The node; null when it is about none.</summary>
    public NodeChange? Node { get; init; }
}

/// <summary>What a change is about. The name is the type of the event on the wire, in lower case.</summary>
public enum ChangeKind
{
    /// <summary>The stream begins: whatever changes from now on is told.</summary>
    Begin,

    /// <summary>Changes are missing, because they are no longer kept: read again what is shown.</summary>
    Reset,

    /// <summary>A job came, or went from one state to another.</summary>
    Job,

    /// <summary>A node came into service, takes no new work, or is gone.</summary>
    Node,

    /// <summary>The rules of sharing have changed.</summary>
    Policy,
}

/// <summary>A job that came, or went from one state to another.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Tenant">Who is charged.</param>
/// <param name="Queue">Its queue.</param>
/// <param name="State">Where it stands since.</param>
/// <param name="Version">Its version since.</param>
public sealed record JobChange(long Id, string Tenant, string Queue, JobStatus State, int Version);

/// <summary>A node that is good for something else.</summary>
/// <param name="Name">Its name.</param>
/// <param name="State">Such as <c>IN_SERVICE</c>.</param>
public sealed record NodeChange(string Name, string State);
