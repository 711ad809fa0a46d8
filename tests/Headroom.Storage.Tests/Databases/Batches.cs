using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.Jobs;
using Headroom.Storage.Jobs;
using Headroom.Storage.Writing;

namespace Headroom.Storage.Tests.Databases;

/// <summary>Batches that a control loop might write.</summary>
internal static class Batches
{
    /// <summary>A batch of events, whose jobs are of tenants <c>t0</c> and <c>t1</c>.</summary>
    public static StoreBatch Of(params IEnumerable<ClusterEvent> events)
    {
        var all = events.ToArray();
        return new StoreBatch
        {
            Events = all,
            Submissions = [.. all.OfType<JobSubmitted>().Select(submitted => new JobSubmission(
                submitted.Job.Id, $"t{submitted.Job.Id.Value % 2}", $$"""{"command":["train","{{submitted.Job.Id}}"]}"""))],
        };
    }

    /// <summary>A plain job of one accelerator.</summary>
    public static JobSubmitted Submitted(long id, long at = 0, string queue = "q", string name = "train") => new(at, new Job
    {
        Id = new JobId(id),
        Shape = new JobShape { GpuCount = 1 },
        Queue = queue,
        Name = name,
        SubmittedMilliseconds = at,
    });

    /// <summary>Its start on the first node's first accelerator.</summary>
    public static JobStarted Started(long id, long at = 0, int gpu = 0) =>
        new(at, new JobId(id), 0, [new TaskPlacement(0, GpuSet.Of(gpu))]);
}
