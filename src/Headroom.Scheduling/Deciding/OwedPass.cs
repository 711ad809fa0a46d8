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
    // The next job of each queue.
    private readonly IEnumerator<JobEntry>?[] _offers = new IEnumerator<JobEntry>?[cycle.Tree.Count];

    // Jobs that wait for the time of others to pass, in the order in which they were looked at.
    private readonly List<(JobEntry Job, int Queue, Hold Hold)> _waiting = [];

    public void Run(IReadOnlyList<Lane> lanes)
    {
        foreach (var lane in lanes)
        {
            if (!MayBeOwed(lane.Queue)) continue;

            _offers[lane.Queue] = OwedJobs(lane).GetEnumerator();
            Advance(lane.Queue);
        }

        // What a queue further out owes could be taken back at once by those to whom one further in owes it.
        var deepest = lanes.Select(lane => cycle.Tree.DepthOf(lane.Queue)).DefaultIfEmpty().Max();
        for (var depth = deepest; depth > 0; depth--) Serve(lanes, depth);

        foreach (var (job, queue, hold) in _waiting) Borrow(job, queue, hold);
    }

    private void Serve(IReadOnlyList<Lane> lanes, int depth)
    {
        if (lanes.All(lane => OwedFrom(lane.Queue, depth) is null)) return;

        var turns = new QueueTurns<QueueShare>(cycle.Tree, cycle.Shares.Of);
        foreach (var lane in lanes) OfferNext(turns, lane.Queue, depth);
        while (cycle.Steps < stepBudget && turns.Next() is { Queue: var queue })
        {
            if (OwedFrom(queue, depth) is not null)
            {
                Serve(_offers[queue]!.Current, queue);
                Advance(queue);
            }

            OfferNext(turns, queue, depth);
        }
    }

    private void OfferNext(QueueTurns<QueueShare> turns, int queue, int depth)
    {
        // The turn of another queue may have used up what the queue above owed, or what the array may run.
        while (_offers[queue] is not null && Owed(queue) is null) Advance(queue);
        turns.Offer(
            queue, OwedFrom(queue, depth) is { } demand ? new Offer(_offers[queue]!.Current, queue, demand) : null);
    }

    // What the next job of a queue asks for, where it is owed that by a queue so deep in the tree.
    private Demand? OwedFrom(int queue, int depth) =>
        Owed(queue) is { } demand && cycle.Tree.DepthOf(cycle.Use.LevelOwed(queue, demand)) >= depth ? demand : null;

    // What the next job of a queue asks for, where it is ready and owed that.
    private Demand? Owed(int queue) =>
        _offers[queue]?.Current is { } job && cycle.HoldOf(job, queue) is null
            ? claims.OwedOption(job, queue)?.DemandOf(job.Job.Shape.TaskCountLeast)
            : null;

    private void Advance(int queue)
    {
        if (!_offers[queue]!.MoveNext()) _offers[queue] = null;
    }

    // When all have what they are owed, it may run elsewhere on what nobody needs, or is promised nodes.
    private void Borrow(JobEntry job, int queue, Hold hold)
    {
        if (cycle.HoldOf(job, queue) is { } notReady)
        {
            cycle.Settle(job, notReady);
            return;
        }

        if (cycle.Steps >= stepBudget)
        {
            cycle.Settle(job, new Hold(HoldReason.NotReached) { Until = hold.Until });
            return;
        }

        if (attempt.TryStart(job, queue) is null) return;

        promises.TryPromise(job, queue, hold);
        claims.Postpone(job, queue, hold);
    }

    // Looked at only when its turn comes: what is owed shrinks with every job that starts.
    private IEnumerable<JobEntry> OwedJobs(Lane lane)
    {
        foreach (var job in lane.Jobs)
        {
            if (!MayBeOwed(lane.Queue)) yield break;

            if (!cycle.IsSettled(job))
            {
                if (cycle.HoldOf(job, lane.Queue) is not null) continue;
                if (claims.OwedOption(job, lane.Queue) is not null) yield return job;
            }

            // One for whom others stop is settled, and still goes before those behind it.
            if (!lane.AllowsBackfill && !cycle.IsStarted(job) && attempt.MayEverStart(job, lane.Queue)) yield break;
        }
    }

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
