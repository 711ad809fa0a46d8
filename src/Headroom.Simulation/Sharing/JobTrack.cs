using Headroom.Cluster.State;

namespace Headroom.Simulation.Sharing;

/// <summary>
/// What a replay keeps of one job. One array holds those of all jobs, because a run may have a million. Times are in
/// milliseconds; -1 stands for never.
/// </summary>
internal struct JobTrack
{
    /// <summary>The job in the state; null before its submission and after its end.</summary>
    public JobEntry? Entry;

    /// <summary>Its start that goes on; null while it does not run.</summary>
    public RunningJob? Run;

    /// <summary>Work that is left at its last save, in milliseconds at full pace.</summary>
    public long WorkLeft;

    /// <summary>Since when it waits.</summary>
    public long WaitsSince;

    /// <summary>How long it waited before that.</summary>
    public long Waited;

    /// <summary>Its first start.</summary>
    public long FirstStart;

    /// <summary>Its end.</summary>
    public long EndedAt;

    /// <summary>How it ended.</summary>
    public JobEnd End;

    /// <summary>How often it was stopped for another.</summary>
    public int Preemptions;

    /// <summary>What is on the agenda for it counts only with this number.</summary>
    public int Version;

    /// <summary>Place of its promise among the promises; -1 without one.</summary>
    public int Promise;

    /// <summary>Place of its last preemption among the records; -1 without one.</summary>
    public int Record;

    /// <summary>Before its submission.</summary>
    public static JobTrack Unborn(long work) =>
        new() { WorkLeft = work, FirstStart = -1, EndedAt = -1, Promise = -1, Record = -1 };
}
