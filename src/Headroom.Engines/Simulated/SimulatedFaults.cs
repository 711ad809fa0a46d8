namespace Headroom.Engines.Simulated;

/// <summary>
/// What goes wrong on the way to a simulated engine and back, each as so many in a thousand calls, drawn from a seed:
/// the same calls in the same order meet the same faults.
/// </summary>
public sealed record SimulatedFaults
{
    /// <summary>Nothing goes wrong.</summary>
    public static SimulatedFaults None { get; } = new();

    /// <summary>Seed of all draws.</summary>
    public ulong Seed { get; init; }

    /// <summary>Calls that never arrive; the caller gets no clear answer.</summary>
    public int RequestLostPermille { get; init; }

    /// <summary>Calls that arrive later than the caller waits, and are then carried out.</summary>
    public int RequestLatePermille { get; init; }

    /// <summary>Calls that are carried out while their answer is lost.</summary>
    public int ReplyLostPermille { get; init; }

    /// <summary>Calls that arrive twice.</summary>
    public int DoubledPermille { get; init; }

    /// <summary>Answers, and reports, that take up to <see cref="DelayMost"/>, and so overtake each other.</summary>
    public int DelayedPermille { get; init; }

    /// <summary>Reports that come twice.</summary>
    public int ReportDoubledPermille { get; init; }

    /// <summary>Runs whose supervisor is lost while they run.</summary>
    public int RunLostPermille { get; init; }

    /// <summary>Longest delay of anything late or delayed. Default 10 s.</summary>
    public TimeSpan DelayMost { get; init; } = TimeSpan.FromSeconds(10);
}
