using Headroom.Cluster;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling.Plans;
using Headroom.Simulation.Sharing;

namespace Headroom.Simulation.Tests.Sharing;

/// <summary>Plain valid things, so that a test states only what it is about. Times are in seconds.</summary>
internal static class Make
{
    public const string Model = "A100";

    public static Fleet Fleet(int nodes = 1, int gpus = 4) =>
        Headroom.Cluster.Fleets.Fleet.Uniform(new GpuFleetShape(nodes, gpus), Model);

    public static SharedJob Job(
        long id, int gpus = 1, long at = 0, long runs = 100, string queue = "default", int tasks = 1, int priority = 0) =>
        new()
        {
            Job = new Job
            {
                Id = new JobId(id),
                Queue = queue,
                SubmittedMilliseconds = at * 1000,
                Priority = priority,
                Shape = new JobShape { TaskCount = tasks, GpuCount = gpus },
            },
            RuntimeMilliseconds = runs * 1000,
        };

    public static SharedJob With(this SharedJob shared, Func<Job, Job> change) =>
        shared with { Job = change(shared.Job) };

    public static SharedJob Shaped(this SharedJob shared, Func<JobShape, JobShape> change) =>
        shared.With(job => job with { Shape = change(job.Shape) });

    public static SharingPolicy Stopping(long seconds) =>
        SharingPolicy.OneQueue() with { Reclaim = new ReclaimRules { StopMilliseconds = seconds * 1000 } };

    public static SharingRun Run(
        IReadOnlyList<SharedJob> jobs, Fleet? fleet = null, SharingPolicy? policy = null,
        IPoolScheduler? scheduler = null,
        SharingOptions? options = null) =>
        SharingReplay.Run(
            jobs,
            fleet ?? Fleet(),
            policy ?? SharingPolicy.OneQueue(),
            scheduler ?? new PlainScheduler(),
            options ?? new SharingOptions { KeepJobs = true, KeepEvents = true, KeepPreemptions = true });
}
