namespace Headroom.Cluster.State;

/// <summary>Why an event was not applied. The state is as it was before.</summary>
public enum EventRefusal
{
    /// <summary>It is older than one that was applied: clocks went back.</summary>
    ClockWentBack,

    /// <summary>No job with this id is known.</summary>
    UnknownJob,

    /// <summary>A job with this id is known already.</summary>
    DuplicateJob,

    /// <summary>The job is out of range: <see cref="Jobs.JobCheck"/> says how.</summary>
    InvalidJob,

    /// <summary>The fleet has no such node.</summary>
    UnknownNode,

    /// <summary>A job cannot go from where it stands to there.</summary>
    WrongPhase,

    /// <summary>The nodes have not that much left, or the placement does not fit the job.</summary>
    NoRoom,
}
