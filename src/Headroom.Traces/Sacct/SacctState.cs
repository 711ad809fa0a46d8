namespace Headroom.Traces.Sacct;

/// <summary>What sacct says about the end of a job, as far as a replay cares.</summary>
internal enum SacctState
{
    /// <summary>No state of Slurm.</summary>
    Unknown,

    /// <summary>It waits still.</summary>
    Pending,

    /// <summary>It is over or under way and held its resources for the time elapsed.</summary>
    Ran,

    /// <summary>Withdrawn by someone or something: before its start when no time elapsed.</summary>
    Withdrawn,
}

/// <summary>Reads the column State.</summary>
internal static class SacctStates
{
    /// <summary>The state behind <c>COMPLETED</c>, <c>CANCELLED by 1001</c>, <c>CANCELLED+</c> and so on.</summary>
    public static SacctState Of(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAny(' ', '+');
        return (end < 0 ? text : text[..end]) switch
        {
            "PENDING" or "REQUEUE_FED" or "REQUEUE_HOLD" or "SPECIAL_EXIT" or "RESV_DEL_HOLD" => SacctState.Pending,
            "CANCELLED" or "DEADLINE" or "REVOKED" => SacctState.Withdrawn,
            "COMPLETED" or "FAILED" or "TIMEOUT" or "NODE_FAIL" or "OUT_OF_MEMORY" or "PREEMPTED" or "BOOT_FAIL"
                or "LAUNCH_FAILED" or "RECONFIG_FAIL" => SacctState.Ran,
            "RUNNING" or "SUSPENDED" or "REQUEUED" or "RESIZING" or "COMPLETING" or "CONFIGURING" or "SIGNALING"
                or "STAGE_OUT" or "STOPPED" or "POWER_UP_NODE" or "UPDATE_DB" or "EXPEDITING" => SacctState.Ran,
            _ => SacctState.Unknown,
        };
    }
}
