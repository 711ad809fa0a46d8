namespace Headroom.Storage.Jobs;

/// <summary>Where a stored job stands. Written to the database: never renumber.</summary>
public enum JobState
{
    /// <summary>Submitted, or preempted and queued again.</summary>
    Waiting = 0,

    /// <summary>Waits because someone asked for it.</summary>
    Held = 1,

    /// <summary>Placed and running.</summary>
    Running = 2,

    /// <summary>Told to save its work and stop.</summary>
    Stopping = 3,

    /// <summary>Ended by itself, with success.</summary>
    Succeeded = 4,

    /// <summary>Ended by itself, without success.</summary>
    Failed = 5,

    /// <summary>Ended because someone asked for it.</summary>
    Cancelled = 6,
}
