namespace Headroom.Engines.Slurm.Calls;

/// <summary>A job as Slurm tells it.</summary>
/// <param name="Id">Its number, which Slurm may give to another job after a crash of its controller.</param>
/// <param name="Name">Its name, by which it is found.</param>
/// <param name="State">Where it stands, in Slurm's words, such as <c>RUNNING</c>.</param>
internal sealed record SlurmJob(long Id, string Name, string State)
{
    private static readonly HashSet<string> WaitingStates =
    [
        "PENDING", "CONFIGURING", "REQUEUED", "REQUEUE_HOLD", "REQUEUE_FED", "SPECIAL_EXIT", "RESV_DEL_HOLD",
    ];

    private static readonly HashSet<string> EndStates =
    [
        "COMPLETED", "FAILED", "CANCELLED", "TIMEOUT", "NODE_FAIL", "PREEMPTED", "BOOT_FAIL", "DEADLINE",
        "OUT_OF_MEMORY", "REVOKED",
    ];

    /// <summary>What was said of it when it was submitted.</summary>
    public string Comment { get; init; } = "";

    /// <summary>Why it waits or ended, in Slurm's words.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Exit code and signal of its batch script, as <c>wait</c> tells them.</summary>
    public int WaitStatus { get; init; }

    /// <summary>How often Slurm queued it again after it had been started.</summary>
    public int Restarts { get; init; }

    /// <summary>When it was submitted; null when that is not told.</summary>
    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>When it started, or is expected to; null when neither is known.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended, or has to; null when neither is known.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Nodes that it holds, as a list of Slurm's.</summary>
    public string Nodes { get; init; } = "";

    /// <summary>What it holds, such as <c>cpu=2,mem=100M,gres/gpu=2</c>.</summary>
    public string Holds { get; init; } = "";

    /// <summary>Whether it has not started, or no longer runs and will start again.</summary>
    public bool IsWaiting => WaitingStates.Contains(State);

    /// <summary>Whether it has ended for good.</summary>
    public bool HasEnded => EndStates.Contains(State);

    /// <summary>Whether it waits until someone releases it.</summary>
    public bool IsHeld => State == "PENDING" && Reason is "JobHeldUser" or "JobHeldAdmin";

    /// <summary>Exit code; null when a signal ended it.</summary>
    public int? ExitCode => (WaitStatus & 0x7f) == 0 ? WaitStatus >> 8 & 0xff : null;

    /// <summary>Signal that ended it; null when none did.</summary>
    public int? Signal => (WaitStatus & 0x7f) is var signal and > 0 ? signal : null;
}
