namespace Headroom.Simulation.Queueing;

/// <summary>What one replay of a queue over time measured. Times are in seconds.</summary>
public sealed record QueueRun
{
    /// <summary>Name of the queueing policy.</summary>
    public required string Policy { get; init; }

    /// <summary>Jobs that finished: all of the history, but for those that fit on no cluster of this shape.</summary>
    public required int Jobs { get; init; }

    /// <summary>
    /// Jobs that ask for more accelerators than the fleet has; they were left out before the first event.
    /// </summary>
    public required int NeverFits { get; init; }

    /// <summary>Mean of finished minus submitted.</summary>
    public required double AverageCompletionSeconds { get; init; }

    /// <summary>
    /// Last finish minus first submission. With <see cref="SwitchOnCost.Muri"/> it counts from the history's own zero,
    /// as that experiment prints it.
    /// </summary>
    public required double MakespanSeconds { get; init; }

    /// <summary>99th percentile of finished minus submitted: the entry at floor(0.99 n) of the sorted list.</summary>
    public required double P99CompletionSeconds { get; init; }

    /// <summary>Mean time spent not running between submission and finish.</summary>
    public required double AverageWaitSeconds { get; init; }

    /// <summary>99th percentile of that time, the same way as <see cref="P99CompletionSeconds"/>.</summary>
    public required double P99WaitSeconds { get; init; }

    /// <summary>
    /// Accelerator time held by running jobs over capacity times last finish minus first submission, 0 to 1.
    /// </summary>
    public required double Utilisation { get; init; }

    /// <summary>How often a running job was stopped for another one.</summary>
    public required long Preemptions { get; init; }

    /// <summary>Accelerator hours held without progress, by switch-on cost and repeated work.</summary>
    public required double GpuHoursLost { get; init; }

    /// <summary>
    /// Hash of every start, stop and finish in order, in hexadecimal: equal runs have equal digests on every machine.
    /// </summary>
    public required string Digest { get; init; }
}
