using Headroom.Cluster.State;
using Headroom.Scheduling.Fairness;
using Headroom.Scheduling.Plans;
using Headroom.Scheduling.Quotas;

namespace Headroom.Scheduling.Deciding;

/// <summary>
/// Serves jobs that are owed what they ask for, before anyone else: they start, or lent quota is taken back for them
/// once others have had their time to end by themselves.
/// </summary>
internal sealed class OwedPass(
    Cycle cycle, StartAttempt attempt, Claims claims, PromiseBook promises, int stepBudget)
{
    // Jobs that wait for the time of others to pass, in the order in which they were looked at.
    private readonly List<(JobEntry Job, int Queue, Hold Hold)> _waiting = [];

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

        foreach (var (job, queue, hold) in _waiting) Borrow(job, queue, hold);
    }

    // When all have what they are owed, it may run elsewhere on what nobody needs, or is promised nodes.
    private void Borrow(JobEntry job, int queue, Hold hold)
    {
        if (attempt.TryStart(job, queue) is null) return;

        promises.TryPromise(job, queue, hold);
        cycle.Settle(job, hold);
    }

    private void Offer(FairTurns turns, int queue, IEnumerator<JobEntry> jobs) =>
        turns.Offer(
            queue,
            jobs.MoveNext()
                ? claims.OwedOption(jobs.Current, queue)?.DemandOf(jobs.Current.Job.Shape.TaskCountLeast)
                : null);

    // Looked at only when its turn comes: what is owed shrinks with every job that starts.
    private IEnumerable<JobEntry> OwedJobs(Lane lane)
    {
        foreach (var job in lane.Jobs)
        {
            if (!MayBeOwed(lane.Queue)) yield break;
            if (cycle.IsSettled(job)) continue;

            var isReady = cycle.HoldOf(job, lane.Queue) is null;
            if (isReady && claims.OwedOption(job, lane.Queue) is not null) yield return job;
            if (isReady && !lane.AllowsBackfill && !cycle.IsStarted(job) && attempt.MayEverStart(job, lane.Queue))
                yield break;
        }
    }

    // The turn of another queue may have used up what this one was owed by the queue above.
    private void Serve(JobEntry job, int queue)
    {
        if (claims.Serve(job, queue) is { } hold) _waiting.Add((job, queue, hold));
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
