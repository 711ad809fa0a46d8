using Headroom.Cluster.Tenancy;
using Headroom.Scheduling;
using Headroom.Scheduling.Plans;

namespace Headroom.Cli.Bench.Sharing;

/// <summary>A policy of the comparison.</summary>
/// <param name="Name">Name in JSON.</param>
/// <param name="Title">What tables call it.</param>
/// <param name="Scheduler">Name of its scheduler in the catalogue.</param>
/// <param name="Rule">What it does, in a sentence or two.</param>
/// <param name="Simplified">What was left out or set for the comparison.</param>
internal sealed record SharingEntrant(string Name, string Title, string Scheduler, string Rule, string Simplified)
{
    private const string Slurm =
        "A queue is an account without users below it; of the factors only fair share and age are used, with the "
        + "weights of the documents' example; classic fair share stands for Fair Tree. Only the first blocked job "
        + "gets a reservation, where Slurm plans for a hundred; all jobs are looked at for backfill, where Slurm "
        + "looks at a hundred by default, and at every event instead of every 30 seconds. An account's shares are "
        + "what its queue is entitled to.";

    /// <summary>All that run every case, in the order of the tables; others are measured by the first.</summary>
    public static IReadOnlyList<SharingEntrant> All { get; } =
    [
        new("fifo", "FIFO", "fifo",
            "First come, first served over the whole pool; the first job that does not fit holds up all behind it.",
            "Nothing."),
        new("priority-easy", "Slurm-like", "priority-easy",
            "One pool in one order of priority from fair share and age, with EASY backfill. Nothing is owed, so "
            + "nothing is taken back.",
            Slurm),
        new("priority-easy-qos", "Slurm-like (QOS)", "priority-easy-qos",
            "The same with the usual approximation of guaranteed quota: what a queue runs beyond its quota has a "
            + "quality of service that jobs within theirs preempt.",
            Slurm + " Which of its jobs a queue runs beyond its quota is decided anew at every event."),
        new("cohort-drs", "Kueue-like", "cohort-drs",
            "Nominal quotas, borrowing in one cohort, the least dominant resource share first, reclaim within the "
            + "cohort and preemption to fair shares.",
            "Set up as reclaimWithinCohort: Any, withinClusterQueue: LowerPriority, both strategies of fair "
            + "sharing and BestEffortFIFO. A job is admitted only where its tasks find places, as with "
            + "topology-aware scheduling. Rounds take no time and go on until no queue has a head, where Kueue "
            + "admits at most one head a queue and cycle. Admission fair sharing, admission checks and concurrent "
            + "flavors are left out."),
        new("saturation-reclaim", "KAI-like", "saturation-reclaim",
            "Fair shares from quotas, requests and weights; the least saturated queue first; who is short of its "
            + "share takes from who is above, and priority preempts within a queue.",
            "Consolidation, which moves jobs to undo fragmentation, and time-based fair share are left out. Queues "
            + "have no priority. Gangs, also elastic ones, stop whole."),
        new("evict-refill", "Armada-like", "evict-refill",
            "In every cycle the jobs of queues above their fair share go back to their queues, and all queues are "
            + "filled again by weighted dominant resource fairness; who does not come back was preempted.",
            "A guaranteed quota is no more than a weight, as Armada knows none. All jobs have one priority class. "
            + "Where room cannot be found without preemption, those that would come back last are displaced first. "
            + "A preempted job waits again, which in Armada it does only when it is resubmitted."),
        new("headroom", "Headroom", "headroom",
            "Quotas that are lent and taken back within a bounded time, fair turns above them, a reservation for one "
            + "job at a time and backfill that does not delay it. Jobs of a queue in order of submission, as above.",
            "Nothing: the same code decides for a live pool."),
        new("headroom-qssf", "Headroom (predicted)", "headroom",
            "The same, but within a queue the jobs with the least predicted GPU time go first (QSSF, SC'21), from "
            + "what the same user's jobs of the same name took. None of the other systems has such an order. Names "
            + "are models in these histories, so there is little to tell jobs apart by.",
            "Nothing.")
        {
            Order = JobOrder.PredictedService,
        },
        new("headroom-no-reservations", "Headroom (none reserved)", "headroom",
            "As Headroom, with a policy that asks for no reservations (`reservations: 0`): like Kueue-, KAI- and "
            + "Armada-like, it promises a large gang nothing beyond its quota.",
            "Nothing.")
        {
            Reserves = false,
        },
    ];

    /// <summary>The one that also runs where data may be sent.</summary>
    public static SharingEntrant SendsData { get; } = new(
        "headroom-sends-data", "Headroom (data sent)", "headroom",
        "As Headroom, with the choice of sending a job's data to another region.", "Nothing.")
    {
        NeedsDataSent = true,
    };

    /// <summary>Order within queues; the peers have their own and do not read it.</summary>
    public JobOrder Order { get; init; } = JobOrder.Priority;

    /// <summary>Whether jobs that are blocked may get reservations; the peers do not ask the policy.</summary>
    public bool Reserves { get; init; } = true;

    /// <summary>Whether it runs the pool in which data may be sent.</summary>
    public bool NeedsDataSent { get; init; }

    /// <summary>Whether it is Headroom's own.</summary>
    public bool IsOurs => Scheduler == SchedulerCatalogue.Names[0];

    /// <summary>A scheduler that has seen nothing yet.</summary>
    public IPoolScheduler NewScheduler() => SchedulerCatalogue.Create(Scheduler)!;

    /// <summary>The policy of a case as this one reads it.</summary>
    public SharingPolicy Adapt(SharingPolicy policy) => policy with
    {
        Queues = [.. policy.Queues.Select(queue => queue with { Order = Order })],
        Planning = Reserves ? policy.Planning : policy.Planning with { ReservationsMax = 0 },
    };
}
