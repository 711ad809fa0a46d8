namespace Headroom.Cluster.State;

/// <summary>Where a job stands.</summary>
public enum JobPhase
{
    /// <summary>Submitted, or preempted and queued again.</summary>
    Waiting,

    /// <summary>Waits because someone asked for it.</summary>
    Held,

    /// <summary>Placed and running.</summary>
    Running,

    /// <summary>Told to save its work and stop.</summary>
    Stopping,

    /// <summary>Done, failed or cancelled.</summary>
    Ended,
}
