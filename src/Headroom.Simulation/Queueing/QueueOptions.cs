namespace Headroom.Simulation.Queueing;

/// <summary>How one replay of a queue is to be made.</summary>
public sealed record QueueOptions
{
    /// <summary>Name of a policy in <see cref="QueueReplay.PolicyNames"/>.</summary>
    public required string Policy { get; init; }

    /// <summary>What starting a job costs; default nothing.</summary>
    public SwitchOnCost Overhead { get; init; } = SwitchOnCost.None;

    /// <summary>
    /// Whether <see cref="QueueReplay.RunRecorded"/> keeps every start, stop, finish and promise; default no. A year of
    /// a million jobs is several million events.
    /// </summary>
    public bool KeepEvents { get; init; }
}

/// <summary>What starting a job costs before it makes progress.</summary>
public enum SwitchOnCost
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The table and the 1.5 % of framework overhead of the Muri experiment (SIGCOMM'22).</summary>
    Muri,
}
