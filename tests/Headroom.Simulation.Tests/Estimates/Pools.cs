using Headroom.Cluster.Fleets;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling;
using Headroom.Scheduling.Plans;
using Headroom.Simulation.Estimates;
using Headroom.Simulation.Sharing;
using Headroom.Simulation.Sharing.Counterfactuals;
using Headroom.Simulation.Tests.Sharing;

namespace Headroom.Simulation.Tests.Estimates;

/// <summary>Pools at work, as the sharing engine has brought them there. Times are in seconds.</summary>
internal static class Pools
{
    /// <summary>A pool as it is at a time, the cycles of that time included.</summary>
    public static Outlook At(
        long seconds, IReadOnlyList<SharedJob> jobs, Fleet? fleet = null, SharingPolicy? policy = null,
        IPoolScheduler? scheduler = null)
    {
        var (nodes, rules) = (fleet ?? Make.Fleet(), policy ?? SharingPolicy.OneQueue());
        var run = SharingReplay.Run(jobs, nodes, rules, new PoolScheduler(), new SharingOptions
        {
            UntilMilliseconds = seconds * 1000,
            KeepEvents = true,
        });
        var state = new PoolMoment(nodes, rules, run.Events, seconds * 1000).Replay();
        return new Outlook(
            state, new QueueTree(rules, state.Resources), scheduler ?? new PoolScheduler(), seconds * 1000)
        {
            PastArrivals = [.. jobs.Select(job => job.Job).OrderBy(job => job.SubmittedMilliseconds)],
        };
    }

    /// <summary>Jobs of one accelerator that all run as long, one every so many seconds.</summary>
    public static IReadOnlyList<SharedJob> Alike(int count, long every, long runs) =>
        [.. Enumerable.Range(0, count).Select(index => Make.Job(index + 1, at: index * every, runs: runs))];

    /// <summary>Jobs that wait at the time.</summary>
    public static IReadOnlyList<Headroom.Cluster.JobId> Waiting(this Outlook outlook) =>
        [.. outlook.State.Queues.SelectMany(queue => queue.Waiting).Select(entry => entry.Job.Id)];

    /// <summary>A job that nobody has submitted.</summary>
    public static Job Unsubmitted(long id = 1_000, int gpus = 1) => Make.Job(id, gpus).Job;
}
