using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.Jobs;
using Headroom.Storage.Jobs;
using Headroom.Storage.Reading;
using Headroom.Storage.Writing;

namespace Headroom.Benchmarks.Storage;

/// <summary>The jobs of a large centre: 100 tenants of very different sizes, three queues each.</summary>
internal static class StoreJobs
{
    private const string Text =
        """{"command":["torchrun","--nproc-per-node=8","train.py"],"environment":{"NCCL_DEBUG":"WARN"},"output":"runs/out"}""";

    public static IReadOnlyList<(string Name, JobQuery Query)> Queries { get; } =
    [
        ("newest", new JobQuery()),
        ("of a large tenant", new JobQuery { Tenant = TenantOf(1) }),
        ("of a small tenant", new JobQuery { Tenant = "t90" }),
        ("tenant and state", new JobQuery { Tenant = TenantOf(1), States = [JobState.Failed] }),
        ("state that is rare", new JobQuery { States = [JobState.Failed] }),
        ("queue, oldest first", new JobQuery { Queue = "t90-1", Order = JobSort.Oldest }),
        ("last ended", new JobQuery { Order = JobSort.EndedLast }),
        ("last ended of a tenant", new JobQuery { Tenant = "t90", Order = JobSort.EndedLast }),
        ("by name", new JobQuery { Tenant = TenantOf(1), Order = JobSort.Name }),
        ("name prefix, many", new JobQuery { NamePrefix = "train-1" }),
        ("name prefix, few", new JobQuery { NamePrefix = "train-77777" }),
        ("hour of submission and state", new JobQuery
        {
            SubmittedFrom = 300_000, SubmittedBefore = 310_000, States = [JobState.Waiting],
        }),
    ];

    public static JobSubmitted Submitted(int id, long at) => new(at, new Job
    {
        Id = new JobId(id),
        Shape = new JobShape { GpuCount = 1, CpuMillicores = 1_000 * (1 + id % 8), MemoryMiB = 8_192 },
        Queue = $"{TenantOf(id)}-{id % 3}",
        Name = $"train-{id * 7 % 100_000}",
        User = $"user-{id % 500}",
        SubmittedMilliseconds = at,
        TimeLimitMilliseconds = 3_600_000,
    });

    /// <summary>Each on an accelerator of its own, as far as the fleet has any.</summary>
    public static JobStarted Started(int id) =>
        new(2_000_000, new JobId(id), 0, [new TaskPlacement((id - 1) / 8, GpuSet.Of((id - 1) % 8))]);

    public static StoreBatch Batch(ClusterEvent[] events) => new()
    {
        Events = events,
        Submissions = [.. events.OfType<JobSubmitted>().Select(submitted => new JobSubmission(
            submitted.Job.Id, TenantOf((int)submitted.Job.Id.Value), Text))],
        Outbox = [.. events.OfType<JobStarted>().Select(started =>
            new OutboxMessage(new RunId(started.Id, 1), "start", Text, started.At))],
    };

    // The k-th tenant has about a k-th as many jobs as the first.
    private static string TenantOf(int id)
    {
        var draw = (id * 2654435761L & 0xffff) / 65536.0;
        return $"t{(int)(Math.Pow(100, draw) - 1)}";
    }
}
