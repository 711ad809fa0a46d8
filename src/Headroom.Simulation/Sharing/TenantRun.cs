namespace Headroom.Simulation.Sharing;

/// <summary>
/// What one queue got out of a run. In a fleet without accelerators, cores are counted in their place.
/// </summary>
public sealed record TenantRun
{
    /// <summary>Name of the queue.</summary>
    public required string Queue { get; init; }

    /// <summary>Its jobs by how they ended.</summary>
    public required JobCounts Jobs { get; init; }

    /// <summary>Time between submission and end in which its jobs that ran to an end did not run, in seconds.</summary>
    public required Spread WaitSeconds { get; init; }

    /// <summary>Accelerator hours that its jobs held, lost ones included.</summary>
    public required double GpuHours { get; init; }

    /// <summary>How often its jobs were stopped for others.</summary>
    public required long Preemptions { get; init; }

    /// <summary>
    /// Accelerators that it is entitled to while everyone asks for more than there is: what it is owed, and its
    /// weighted share of what the queue above has left. 0 for a queue that the policy does not know.
    /// </summary>
    public required double EntitledGpus { get; init; }

    /// <summary>How long guarantees of its jobs were broken, beyond grace; 0 when they were not checked.</summary>
    public required double ViolationGpuHours { get; init; }

    /// <summary>What it got over time, at most <see cref="SharingRun.PeriodsMax"/> periods of equal length.</summary>
    public required IReadOnlyList<TenantPeriod> Periods { get; init; }
}

/// <summary>What one queue got in one period, as means of accelerators.</summary>
/// <param name="StartSeconds">Begin of the period.</param>
/// <param name="Got">Held by its jobs.</param>
/// <param name="Wanted">Held, and asked for by waiting jobs that started later in the run.</param>
/// <param name="Owed">The smaller of what it wanted and what it is entitled to.</param>
public readonly record struct TenantPeriod(double StartSeconds, double Got, double Wanted, double Owed);

/// <summary>How evenly the queues were served in one period.</summary>
/// <param name="StartSeconds">Begin of the period.</param>
/// <param name="Queues">Queues that wanted at least what they are entitled to.</param>
/// <param name="Jain">
/// Jain's index over what each of them got relative to what it is entitled to: (sum x)^2 / (n sum x^2), from 1/n, one
/// got all, to 1, all got alike; 1 for fewer than two queues.
/// </param>
public readonly record struct FairnessPeriod(double StartSeconds, int Queues, double Jain);
