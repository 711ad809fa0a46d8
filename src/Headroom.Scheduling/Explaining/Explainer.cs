using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling.Plans;

namespace Headroom.Scheduling.Explaining;

/// <summary>
/// Says why a job waits and which changes would start it in this cycle. Every change is proved: the cycle was run on a
/// copy of the state in which the job was submitted so. Pure; the state is not changed.
/// </summary>
public static class Explainer
{
    /// <summary>
    /// Most cycles that one explanation runs. A gang of a million tasks with every wish there is needs fewer; past it,
    /// changes are missing and none is wrong.
    /// </summary>
    public const int DecisionsMax = 128;

    /// <summary>Explains a job that waits or is held.</summary>
    /// <param name="state">The cluster as it is.</param>
    /// <param name="tree">The queues.</param>
    /// <param name="scheduler">Decides.</param>
    /// <param name="job">The job.</param>
    /// <param name="now">Time of the cycle in milliseconds.</param>
    /// <param name="stepBudget">Most jobs that a cycle looks at, at least 1.</param>
    /// <param name="decisionsMax">Most cycles to run, at least 1 and at most <see cref="DecisionsMax"/>.</param>
    /// <exception cref="ArgumentException">The job neither waits nor is held.</exception>
    public static Explanation Explain(
        ClusterState state, QueueTree tree, IPoolScheduler scheduler, JobId job, long now, int stepBudget,
        int decisionsMax = DecisionsMax)
    {
        if (state.Find(job) is not { Phase: JobPhase.Waiting or JobPhase.Held } entry)
            throw new ArgumentException($"Job {job} does not wait.", nameof(job));

        var asIs = Outcome.Of(scheduler.Decide(state, tree, now, stepBudget), job);
        var wait = WaitOf(entry.Job, asIs, asIs.IsPromiseDropped ? null : entry.Reservation?.Start);
        if (!MayChange(asIs, entry.Phase)) return Of(entry.Job, asIs, wait, decisions: 1);

        var copy = state.Copy();
        copy.Apply(new JobCancelled(copy.Now, job));
        var trials = new Trials(copy, tree, scheduler, now, stepBudget, decisionsMax - 1);
        var changes = ChangesOf(trials, entry.Job, asIs.Hold!.Reason);
        return Of(entry.Job, asIs, [.. Sorted(changes), .. wait], trials.Decisions + 1);
    }

    internal static Explanation OfSubmission(Trials trials, Job job)
    {
        var asIs = trials.Try(job)!;
        var wait = WaitOf(job, asIs, kept: null);
        return MayChange(asIs, JobPhase.Waiting)
            ? Of(job, asIs, [.. Sorted(ChangesOf(trials, job, asIs.Hold!.Reason)), .. wait], trials.Decisions)
            : Of(job, asIs, wait, trials.Decisions);
    }

    private static bool MayChange(Outcome asIs, JobPhase phase) =>
        asIs is { Effect: StartEffect.Waits, Hold.Reason: not HoldReason.WaitingForPreemption }
        && phase == JobPhase.Waiting;

    // What a reason has nothing to do with need not be tried.
    private static IEnumerable<Change> ChangesOf(Trials trials, Job job, HoldReason reason)
    {
        var searches = new Searches(trials, job);

        // What a cycle remembers of a job may be what holds it; then the job has nothing to give up.
        if (searches.Anew() is { } anew) return [anew];

        return reason switch
        {
            HoldReason.UnknownQueue or HoldReason.QueuePaused or HoldReason.BudgetSpent => searches.Queue(),
            HoldReason.NotBefore or HoldReason.WaitingForCheaperHour => searches.NoTime(),
            HoldReason.WaitingForDependency or HoldReason.DependencyNotMet or HoldReason.ArrayLimit
                or HoldReason.HeldByUser or HoldReason.ClockWentBack => [],
            _ => [.. searches.Whole(), .. searches.Smaller()],
        };
    }

    private static IEnumerable<Change> Sorted(IEnumerable<Change> changes) =>
        changes.OrderBy(change => change.Stops.Count > 0).ThenBy(change => change.CostPermille);

    private static IReadOnlyList<Change> WaitOf(Job job, Outcome asIs, long? kept)
    {
        var promised = asIs.PromisedStart ?? kept;
        if (asIs.Hold is not { } hold || (promised ?? hold.Until) is not { } until) return [];

        var wait = new Wait(until, promised is not null);
        return [new Change(wait, StartEffect.Waits, wait.CostPermille(job), IsLeast: false, [])];
    }

    private static Explanation Of(Job job, Outcome asIs, IReadOnlyList<Change> changes, int decisions) => new(job.Id)
    {
        Effect = asIs.Effect,
        Hold = asIs.Hold,
        Stops = asIs.Stops,
        Changes = changes,
        Decisions = decisions,
    };
}
