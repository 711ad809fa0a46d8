using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;

namespace Headroom.Scheduling.Turns;

/// <summary>In which order the waiting jobs of a queue are looked at.</summary>
internal static class TurnOrder
{
    /// <summary>The waiting jobs of a queue, first turn first. Ties end in submission and id.</summary>
    public static IEnumerable<JobEntry> Of(QueueState queue, JobOrder order, RuntimeBook runtimes) => order switch
    {
        JobOrder.Priority => queue.Waiting,
        JobOrder.Fifo => queue.Waiting.OrderBy(job => job.Job.SubmittedMilliseconds).ThenBy(job => job.Job.Id),
        JobOrder.PredictedService => ByKey(queue, job => PredictedService(job, runtimes)),
        JobOrder.Gittins => ByKey(queue, job => -Gittins(job, runtimes)),
        _ => throw new ArgumentOutOfRangeException(nameof(order), order, "No such order."),
    };

    // The waiting set is sorted by priority, submission and id already, and the sort is stable.
    private static IEnumerable<JobEntry> ByKey(QueueState queue, Func<JobEntry, Int128> key) =>
        queue.Waiting
            .Select(job => (Job: job, Key: key(job)))
            .OrderByDescending(entry => entry.Job.Job.Priority)
            .ThenBy(entry => entry.Key)
            .Select(entry => entry.Job);

    private static Int128 PredictedService(JobEntry job, RuntimeBook runtimes)
    {
        var left = Math.Max(RuntimeBelief.Mean(runtimes, job.Job) - job.RanBeforeMilliseconds, 1);
        return (Int128)left * Math.Max(job.Job.Shape.GpuMilliTotal, 1);
    }

    private static Int128 Gittins(JobEntry job, RuntimeBook runtimes)
    {
        var like = RuntimeBelief.Runtimes(runtimes, job.Job);
        var index = GittinsIndex.Of(like.IsEmpty ? [RuntimeBelief.PriorMilliseconds] : like, job.RanBeforeMilliseconds);
        return ((Int128)index << 20) / Math.Max(job.Job.Shape.GpuMilliTotal, 1);
    }
}
