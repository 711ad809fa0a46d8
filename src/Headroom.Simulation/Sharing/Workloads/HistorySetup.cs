using Headroom.Cluster;

namespace Headroom.Simulation.Sharing.Workloads;

/// <summary>A history and the few things about it that are not recorded.</summary>
/// <param name="Jobs">The history; at least one of its jobs asks for an accelerator.</param>
public sealed record HistorySetup(IReadOnlyList<RecordedJob> Jobs)
{
    /// <summary>
    /// Jobs that the fleet is sized by; null for the history itself. One that was submitted all at once cannot size a
    /// fleet.
    /// </summary>
    public IReadOnlyList<RecordedJob>? SizedBy { get; init; }

    /// <summary>
    /// Whether jobs without a recorded time limit get one, from one to four times their runtime; default yes. Without,
    /// what the policy says is believed of them.
    /// </summary>
    public bool StatesLimits { get; init; } = true;

    /// <summary>
    /// Whether jobs save their work from time to time; default yes. Where they do not, a preemption repeats all of it.
    /// </summary>
    public bool SavesWork { get; init; } = true;
}
