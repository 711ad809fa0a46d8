using Headroom.Cluster.Events;
using Headroom.Simulation.Sharing.Guarantees;

namespace Headroom.Simulation.Sharing;

/// <summary>
/// What one replay of a pool measured. In a fleet without accelerators, cores are counted in their place.
/// </summary>
public sealed record SharingRun
{
    /// <summary>Most periods over which service is told.</summary>
    public const int PeriodsMax = 400;

    /// <summary>Name of the scheduler.</summary>
    public required string Scheduler { get; init; }

    /// <summary>
    /// Hash of all events, those of the plans included, as 16 hexadecimal digits: equal runs have equal digests on
    /// every machine.
    /// </summary>
    public required string Digest { get; init; }

    /// <summary>Jobs by how they ended.</summary>
    public required JobCounts Jobs { get; init; }

    /// <summary>Jobs that waited at the end of the run, by reason in the order of its number.</summary>
    public required IReadOnlyList<HeldForGood> Held { get; init; }

    /// <summary>
    /// Time between submission and end in which a job neither ran nor stopped, of jobs that ran to an end, in seconds.
    /// </summary>
    public required Spread WaitSeconds { get; init; }

    /// <summary>End minus submission of the same jobs, in seconds.</summary>
    public required Spread CompletionSeconds { get; init; }

    /// <summary>
    /// Completion over the greater of 10 s and what the job would have run undisturbed at full speed, at least 1; of
    /// the same jobs.
    /// </summary>
    public required Spread BoundedSlowdown { get; init; }

    /// <summary>Last end, or where the run was cut off, minus first submission, in seconds.</summary>
    public required double MakespanSeconds { get; init; }

    /// <summary>Accelerator time held, over what the whole fleet has in the makespan, 0 to 1.</summary>
    public required double Utilisation { get; init; }

    /// <summary>What became of the hours of all accelerators.</summary>
    public required GpuHours Hours { get; init; }

    /// <summary>What ran in each region that has nodes, in order of the first.</summary>
    public required IReadOnlyList<RegionRun> Regions { get; init; }

    /// <summary>How often a job was told to stop for another.</summary>
    public required long Preemptions { get; init; }

    /// <summary>Cycles that were decided.</summary>
    public required long Cycles { get; init; }

    /// <summary>Jobs that all cycles together looked at.</summary>
    public required long Steps { get; init; }

    /// <summary>Queues that had jobs, in order of their first.</summary>
    public required IReadOnlyList<TenantRun> Tenants { get; init; }

    /// <summary>
    /// How evenly queues were served, by period; see <see cref="FairnessPeriod.Jain"/>. The same periods for all.
    /// </summary>
    public required IReadOnlyList<FairnessPeriod> FairnessPeriods { get; init; }

    /// <summary>
    /// Mean of Jain's index over the periods in which at least two queues count; 1 when there are none.
    /// </summary>
    public required double Fairness { get; init; }

    /// <summary>First promises, in the order in which they were made.</summary>
    public required IReadOnlyList<PromiseOutcome> Promises { get; init; }

    /// <summary>What the check of guarantees found; null when they were not checked.</summary>
    public required GuaranteeReport? Guarantees { get; init; }

    /// <summary>What became of each job, in order of submission; empty unless they are kept.</summary>
    public required IReadOnlyList<SharedOutcome> Outcomes { get; init; }

    /// <summary>Preemptions in order; empty unless they are kept.</summary>
    public required IReadOnlyList<PreemptionRecord> PreemptionRecords { get; init; }

    /// <summary>Events in order; empty unless they are kept.</summary>
    public required IReadOnlyList<ClusterEvent> Events { get; init; }
}
