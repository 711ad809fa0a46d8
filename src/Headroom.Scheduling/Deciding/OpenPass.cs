using Headroom.Cluster.State;
using Headroom.Scheduling.Fairness;
using Headroom.Scheduling.Plans;

namespace Headroom.Scheduling.Deciding;

/// <summary>
/// Offers what is left to everyone, the least share first: a job starts where it delays no promise, or is promised nodes,
/// or waits for a named reason.
/// </summary>
internal sealed class OpenPass(
    Cycle cycle, StartAttempt attempt, PromiseBook promises, Reclaiming reclaiming, int stepBudget)
{
    private readonly Hold _behindOthers = new(HoldReason.BehindOthers);
    private readonly Hold _neverFits = new(HoldReason.NeverFits);
    private readonly Hold _notReached = new(HoldReason.NotReached);

    // What was found out about one job of a kind holds for the next until there is more room or quota.
    private readonly Dictionary<(int Queue, int Shape, long? Limit, int Priority), (int Epoch, Hold Hold)> _found = [];

    public void Run(IReadOnlyList<Lane> lanes)
    {
        var turns = new FairTurns(cycle.Tree, cycle.Shares);
        var offers = new IEnumerator<JobEntry>?[cycle.Tree.Count];
        foreach (var lane in lanes)
        {
            offers[lane.Queue] = OpenJobs(lane).GetEnumerator();
            Offer(turns, lane.Queue, offers[lane.Queue]!);
        }

        for (var queue = turns.Next(); queue >= 0; queue = turns.Next())
        {
            Serve(offers[queue]!.Current, queue);
            Offer(turns, queue, offers[queue]!);
        }
    }

    private void Offer(FairTurns turns, int queue, IEnumerator<JobEntry> jobs)
    {
        if (!jobs.MoveNext())
        {
            turns.Offer(queue, null);
            return;
        }

        var option = JobOptions.Of(cycle, jobs.Current).First();
        turns.Offer(queue, option.DemandOf(jobs.Current.Job.Shape.TaskCountLeast));
    }

    // Settles all that need no turn, and gives the turn to the next that does.
    private IEnumerable<JobEntry> OpenJobs(Lane lane)
    {
        var isBlocked = false;
        foreach (var job in lane.Jobs)
        {
            if (!cycle.IsSettled(job))
            {
                var isReady = cycle.Readiness.HoldOf(job, lane.Queue) is null;
                if (isReady && isBlocked) cycle.Settle(job, _behindOthers);
                else if (HoldWithoutTurn(job, lane.Queue) is { } hold) cycle.Settle(job, hold);
                else yield return job;

                if (!isReady) continue;
            }

            isBlocked |= !lane.AllowsBackfill && !cycle.IsStarted(job);
        }
    }

    private Hold? HoldWithoutTurn(JobEntry job, int queue)
    {
        if (cycle.Readiness.HoldOf(job, queue) is { } notReady) return notReady;
        if (_found.TryGetValue(KindOf(job, queue), out var found) && found.Epoch == cycle.Epoch) return found.Hold;
        if (!JobOptions.Of(cycle, job).Any()) return _neverFits;

        return cycle.Steps < stepBudget ? null : _notReached;
    }

    private void Serve(JobEntry job, int queue)
    {
        if (attempt.TryStart(job, queue) is not { } hold || reclaiming.TryPriority(job, queue)) return;

        _found[KindOf(job, queue)] = (cycle.Epoch, hold);
        var start = promises.TryPromise(job, queue, hold);
        cycle.Settle(job, start is null ? hold : hold with { Until = start });
    }

    private static (int Queue, int Shape, long? Limit, int Priority) KindOf(JobEntry job, int queue) =>
        (queue, job.ShapeIndex, job.Job.TimeLimitMilliseconds, job.Job.Priority);
}
