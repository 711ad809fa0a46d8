using Headroom.Cluster.State;
using Headroom.Scheduling.Fairness;
using Headroom.Scheduling.Plans;

namespace Headroom.Scheduling.Deciding;

/// <summary>
/// Offers what is left to everyone, the least share first: a job starts where it delays no promise, or is promised
/// nodes, or waits for a named reason.
/// </summary>
internal sealed class OpenPass(
    Cycle cycle, StartAttempt attempt, Claims claims, PromiseBook promises, Reclaiming reclaiming, int stepBudget)
{
    private readonly Hold _behindOthers = new(HoldReason.BehindOthers);
    private readonly Hold _notReached = new(HoldReason.NotReached);

    // What was found out about one job of a shape holds for the next of its queue.
    private readonly Dictionary<(int Queue, int Shape, bool IsPreemptible), Finding> _found = [];

    public void Run(IReadOnlyList<Lane> lanes)
    {
        ServePromised();
        var turns = new QueueTurns<QueueShare>(cycle.Tree, cycle.Shares.Of);
        var offers = new IEnumerator<JobEntry>?[cycle.Tree.Count];
        foreach (var lane in lanes)
        {
            var jobs = OpenJobs(lane).GetEnumerator();
            if (!jobs.MoveNext()) continue;

            offers[lane.Queue] = jobs;
            turns.Offer(lane.Queue, OfferOf(jobs.Current, lane.Queue));
        }

        while (turns.Next() is { } offer) Serve(turns, offer, offers[offer.Queue]!);
        claims.ServePostponed();
    }

    // Who was promised nodes goes before all others, the oldest promise first: it starts when it can, or is promised
    // again.
    private void ServePromised()
    {
        foreach (var job in cycle.State.Promised)
        {
            if (!cycle.IsSettled(job)) Serve(job, cycle.Tree.IndexOf(job.Queue.Name));
        }
    }

    // A queue keeps its turn while its jobs do not start: nothing has changed, unless the next asks for more.
    private void Serve(QueueTurns<QueueShare> turns, Offer offer, IEnumerator<JobEntry> jobs)
    {
        var (_, queue, asked) = offer;
        while (true)
        {
            Serve(jobs.Current, queue);
            var hasStarted = cycle.IsStarted(jobs.Current);
            if (!jobs.MoveNext())
            {
                turns.Offer(queue, null);
                return;
            }

            var next = OfferOf(jobs.Current, queue);
            if (hasStarted || next.Demand.Resource != asked.Resource || next.Demand.Milli > asked.Milli)
            {
                turns.Offer(queue, next);
                return;
            }
        }
    }

    private Offer OfferOf(JobEntry job, int queue) =>
        new(job, queue, cycle.OptionsOf(job)[0].DemandOf(job.Job.Shape.TaskCountLeast));

    // Settles all that need no turn, and gives the turn to the next that does.
    private IEnumerable<JobEntry> OpenJobs(Lane lane)
    {
        var isBlocked = false;
        foreach (var job in lane.Jobs)
        {
            if (!cycle.IsSettled(job))
            {
                var notReady = cycle.HoldOf(job, lane.Queue);
                if (notReady is null && isBlocked)
                    cycle.Settle(job, attempt.NeverStarts(job, lane.Queue) ?? _behindOthers);
                else if ((notReady ?? HoldWithoutTurn(job, lane.Queue)) is { } hold)
                    cycle.Settle(job, hold);
                else
                    yield return job;

                if (notReady is not null) continue;
            }
            else if (cycle.HoldOf(job, lane.Queue) is not null && cycle.PromiseOf(job) is null)
            {
                // It gave up its promise because it is not ready, and is in nobody's way.
                continue;
            }

            isBlocked |= !lane.AllowsBackfill && !cycle.IsStarted(job) && attempt.MayEverStart(job, lane.Queue);
        }
    }

    private Hold? HoldWithoutTurn(JobEntry job, int queue)
    {
        if (_found.TryGetValue(KindOf(job, queue), out var found) && found.HoldsFor(job, cycle)) return found.Hold;
        if (cycle.OptionsOf(job).Count == 0) return attempt.NeverStarts(job, queue);

        return cycle.Steps < stepBudget ? null : _notReached;
    }

    private void Serve(JobEntry job, int queue)
    {
        // Others were looked at since the job was offered.
        var held = cycle.HoldOf(job, queue) ?? (cycle.Steps < stepBudget ? null : _notReached);
        if (held is not null)
        {
            cycle.Settle(job, held);
            return;
        }

        if (attempt.TryStart(job, queue) is not { } hold || reclaiming.TryPriority(job, queue)) return;

        // Its queue has come to it only now.
        if (!claims.HasServed(job))
        {
            reclaiming.LookAgain();
            var claim = claims.Serve(job, queue, hold);
            if (cycle.IsSettled(job)) return;

            // What is owed goes before promises, which here went before it.
            if (claims.HasServed(job) && cycle.HasMoved) cycle.AskAgain();
            if (claim is not null)
            {
                promises.TryPromise(job, queue, claim);
                claims.Postpone(job, queue, claim);
                return;
            }
        }

        _found[KindOf(job, queue)] = new Finding(hold, cycle.Epoch, job.Job.Priority, cycle.EndOf(job));
        if (promises.TryPromise(job, queue, hold) is { } start) hold = hold with { Until = start };
        if (cycle.IsClaiming(job) || reclaiming.HasLower(job, queue)) claims.Postpone(job, queue, hold);
        else cycle.Settle(job, hold);
    }

    private static (int Queue, int Shape, bool IsPreemptible) KindOf(JobEntry job, int queue) =>
        (queue, job.ShapeIndex, job.Job.IsPreemptible);

    /// <summary>Why a job waits, for others like it.</summary>
    private readonly record struct Finding(Hold Hold, int Epoch, int Priority, long EndsAt)
    {
        // Room never grows during a cycle, but quota does when others are told to stop; a higher priority may stop
        // more, and an earlier end fits before what is reserved.
        public bool HoldsFor(JobEntry job, Cycle cycle) =>
            job.Job.Priority <= Priority
            && Hold.Reason switch
            {
                HoldReason.NoRoomNow or HoldReason.NoRoomTogether => true,
                HoldReason.ReservedForOthers => cycle.EndOf(job) >= EndsAt,
                _ => cycle.Epoch == Epoch,
            };
    }
}
