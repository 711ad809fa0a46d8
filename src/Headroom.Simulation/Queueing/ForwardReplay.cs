using Headroom.Cluster;
using Headroom.Scheduling.Queueing;

namespace Headroom.Simulation.Queueing;

/// <summary>
/// Replays a queue under a policy that never takes back a start. Time is whole milliseconds; at each instant first the
/// jobs that are done give back their nodes, then new ones join, then the policy starts what it will.
/// </summary>
internal sealed class ForwardReplay(ReplayJobs jobs, QueueOptions options, RunLedger ledger, IQueuePolicy policy)
{
    // Longest time limit that is believed.
    private const long EstimateMax = RecordedJob.MillisecondsMax;

    private readonly PriorityQueue<StartedJob, (long End, int Order)> _running = new();
    private int _nextArrival;

    /// <summary>Runs to the last finish.</summary>
    public void Run()
    {
        foreach (var order in jobs.AtOnce)
            ledger.RanAtOnce(order, SubmittedAt(order), SubmittedAt(order) + Held(order));

        for (var now = NextEvent(); now < long.MaxValue; now = NextEvent())
        {
            FinishDue(now);
            SubmitDue(now);
            StartAll(now);
        }

        if (_running.Count > 0 || _nextArrival < jobs.Queued.Count)
            throw new InvalidOperationException($"the replay ended with {_running.Count} jobs running");
    }

    private long NextEvent()
    {
        var next = policy.NextWake;
        if (_running.TryPeek(out _, out var finish)) next = Math.Min(next, finish.End);
        if (_nextArrival < jobs.Queued.Count) next = Math.Min(next, SubmittedAt(jobs.Queued[_nextArrival]));
        return next;
    }

    private void FinishDue(long now)
    {
        while (_running.TryPeek(out var job, out var finish) && finish.End == now)
        {
            _running.Dequeue();
            policy.Finish(job, now);
            ledger.Finished(job.Job.Order, now);
        }
    }

    private void SubmitDue(long now)
    {
        for (; _nextArrival < jobs.Queued.Count && SubmittedAt(jobs.Queued[_nextArrival]) == now; _nextArrival++)
        {
            var order = jobs.Queued[_nextArrival];
            ledger.Submitted(order, now, now);
            policy.Submit(AsQueued(order), now);
        }
    }

    private void StartAll(long now)
    {
        while (policy.TryStart(now, out var started))
        {
            var order = started.Job.Order;
            ledger.Started(order, now, started.Nodes);
            ledger.GpuSecondsLost += JobWork.Of(jobs.All[order], options.Overhead).SwitchOnSeconds
                * started.Job.GpuCount;
            _running.Enqueue(started, (now + Held(order), order));
        }
    }

    private QueuedJob AsQueued(int order)
    {
        var job = jobs.All[order];
        var held = Held(order);

        // A job that ran over its limit counts its runtime as limit: the site let it run on, and no promise
        // could be kept otherwise.
        var limit = Math.Min(job.TimeLimitMilliseconds ?? held, EstimateMax);
        return new QueuedJob
        {
            Order = order,
            GpuCount = job.GpuCount,
            EstimateMilliseconds = Math.Max(
                1, options.Policy == QueuePolicies.ShortestJobFirst ? held : Math.Max(limit, held)),
            User = job.User,
            Name = job.Name,
        };
    }

    private long SubmittedAt(int order) => jobs.All[order].SubmittedMilliseconds;

    private long Held(int order) => JobWork.Of(jobs.All[order], options.Overhead).HeldMilliseconds;
}
