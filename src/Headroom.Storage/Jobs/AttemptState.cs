namespace Headroom.Storage.Jobs;

/// <summary>How far an attempt came on its engine. Written to the database: never renumber.</summary>
public enum AttemptState
{
    /// <summary>Decided, not yet sent.</summary>
    Placed = 0,

    /// <summary>Its engine has it.</summary>
    Sent = 1,

    /// <summary>Its engine says that it runs.</summary>
    Running = 2,

    /// <summary>Its engine says that it has ended.</summary>
    Ended = 3,

    /// <summary>
    /// Its engine does not answer. The ways out are that it is found, proved absent or fenced; before that there is no
    /// second attempt.
    /// </summary>
    Unknown = 4,
}
