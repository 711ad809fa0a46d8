using Headroom.Cluster;
using Headroom.Cluster.State;

namespace Headroom.Scheduling.Quotas;

/// <summary>
/// A running job during a cycle, or one that starts now or when others have stopped for it, with the queue whose quota
/// covers it.
/// </summary>
internal sealed class Holding
{
    /// <summary>The job.</summary>
    public required JobEntry Job { get; init; }

    /// <summary>Its queue in the tree.</summary>
    public required int Queue { get; init; }

    /// <summary>What it counts as.</summary>
    public required Demand Demand { get; init; }

    /// <summary>What each of its tasks takes.</summary>
    public required TaskNeed Need { get; init; }

    /// <summary>Where they run, or are to.</summary>
    public required ValueList<TaskPlacement> Tasks { get; init; }

    /// <summary>Rank of its start among all starts.</summary>
    public required long Sequence { get; init; }

    /// <summary>How far it is.</summary>
    public HoldingPhase Phase { get; init; }

    /// <summary>Whether it may be told to stop; until it runs, it may be made to wait on instead.</summary>
    public bool MayStop => Phase == HoldingPhase.Running && Job.Job.IsPreemptible;

    /// <summary>
    /// Whether others are told to stop for it in this very cycle: it is not made to wait on before they have been.
    /// </summary>
    public bool IsNewlyAwaited => Phase == HoldingPhase.Awaiting && Job.Reservation is not { IsReclaim: true };

    /// <summary>The queue that covers it; the fleet covers what no other does.</summary>
    public int CoveredBy { get; set; }

    /// <summary>
    /// The order in which quota covers jobs: those that may not be preempted by their start, for none of them ever
    /// makes way for another; then the rest, highest priority, earliest start.
    /// </summary>
    public static int Compare(Holding left, Holding right)
    {
        var order = left.Job.Job.IsPreemptible.CompareTo(right.Job.Job.IsPreemptible);
        if (order == 0 && left.Job.Job.IsPreemptible) order = right.Job.Job.Priority.CompareTo(left.Job.Job.Priority);
        return order != 0 ? order : left.Sequence.CompareTo(right.Sequence);
    }

    /// <summary>A job that ran before the cycle.</summary>
    public static Holding OfRunning(JobEntry job, int queue) => new()
    {
        Job = job,
        Queue = queue,
        Demand = new Demand(job.Resource, job.MilliHeld),
        Need = job.Need,
        Tasks = job.Tasks,
        Sequence = job.Sequence,
    };
}
