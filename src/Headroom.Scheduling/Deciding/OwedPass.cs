using Headroom.Cluster.State;
using Headroom.Scheduling.Fairness;
using Headroom.Scheduling.Plans;
using Headroom.Scheduling.Quotas;

namespace Headroom.Scheduling.Deciding;

/// <summary>
/// Serves jobs that are owed what they ask for, before anyone else: they start, or lent quota is taken back for them
/// once others have had their time to end by themselves.
/// </summary>
internal sealed class OwedPass(Cycle cycle, StartAttempt attempt, Reclaiming reclaiming, int stepBudget)
{
    private readonly List<(JobEntry Job, int Queue, Hold Hold)> _waiting = [];

    /// <summary>Jobs that wait for the time of others to pass, in the order in which they were looked at.</summary>
    public IReadOnlyList<(JobEntry Job, int Queue, Hold Hold)> Waiting => _waiting;

    public void Run(IReadOnlyList<Lane> lanes)
    {
        var turns = new FairTurns(cycle.Tree, cycle.Shares);
        var offers = new IEnumerator<JobEntry>?[cycle.Tree.Count];
        foreach (var lane in lanes)
        {
            if (!MayBeOwed(lane.Queue)) continue;

            offers[lane.Queue] = OwedJobs(lane).GetEnumerator();
            Offer(turns, lane.Queue, offers[lane.Queue]!);
        }

        for (var queue = turns.Next(); queue >= 0 && cycle.Steps < stepBudget; queue = turns.Next())
        {
            Serve(offers[queue]!.Current, queue);
            Offer(turns, queue, offers[queue]!);
        }
    }

    private void Offer(FairTurns turns, int queue, IEnumerator<JobEntry> jobs) =>
        turns.Offer(
            queue,
            jobs.MoveNext()
                ? OwedOption(jobs.Current, queue)?.DemandOf(jobs.Current.Job.Shape.TaskCountLeast)
                : null);

    // Looked at only when its turn comes: what is owed shrinks with every job that starts.
    private IEnumerable<JobEntry> OwedJobs(Lane lane)
    {
        foreach (var job in lane.Jobs)
        {
            if (!MayBeOwed(lane.Queue)) yield break;
            if (cycle.IsSettled(job)) continue;

            var isReady = cycle.HoldOf(job, lane.Queue) is null;
            if (isReady && OwedOption(job, lane.Queue) is not null) yield return job;
            if (isReady && !lane.AllowsBackfill && !cycle.IsStarted(job) && attempt.MayEverStart(job, lane.Queue))
                yield break;
        }
    }

    private void Serve(JobEntry job, int queue)
    {
        // The turn of another queue may have used up what this one was owed by the queue above.
        if (OwedOption(job, queue) is not { } option || attempt.TryStart(job, queue) is not { } hold) return;
        if (WaitsUntil(job, queue) is not { } until) return;

        var owedBy = cycle.Use.LevelOwed(queue, option.DemandOf(job.Job.Shape.TaskCountLeast));
        hold = hold with { Reason = HoldReason.WaitingForReclaim, Level = cycle.Tree[owedBy].Name, Until = until };
        _waiting.Add((job, queue, hold));
    }

    // Null when others were told to stop, or when no time that passes would change that they cannot be.
    private long? WaitsUntil(JobEntry job, int queue)
    {
        var rules = cycle.Tree.Policy.Reclaim;
        var since = cycle.Claim(job);
        var (patience, grace) = (since + rules.NaturalChurnMilliseconds, since + rules.GraceMilliseconds);
        if (cycle.Now < patience) return patience;
        if (reclaiming.TryReclaim(job, queue, cycle.Now >= grace, out var protectedUntil)) return null;

        return protectedUntil > 0 ? Math.Min(protectedUntil, grace) : null;
    }

    private JobOption? OwedOption(JobEntry job, int queue)
    {
        foreach (var option in cycle.OptionsOf(job))
        {
            if (cycle.IsOwed(job, queue, option)) return option;
        }

        return null;
    }

    private bool MayBeOwed(int queue)
    {
        for (var resource = 0; resource < cycle.Tree.Resources.Count; resource++)
        {
            if (cycle.Use.LevelOwed(queue, new Demand(resource, 1)) > 0) return true;
        }

        return false;
    }
}
