using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.Jobs;

namespace Headroom.Scheduling.Explaining;

/// <summary>How a waiting job is changed: it is cancelled and comes back under a new id, at its old place.</summary>
public static class Resubmission
{
    /// <summary>
    /// The events, in order. The new job keeps the time of submission, and so its place but for those of the same
    /// instant; promises and claims of the old one end with it.
    /// </summary>
    /// <param name="job">Job that waits.</param>
    /// <param name="edit">What is to change.</param>
    /// <param name="id">Id that no job has had.</param>
    /// <param name="at">When, in milliseconds.</param>
    public static IReadOnlyList<ClusterEvent> EventsOf(Job job, JobEdit edit, JobId id, long at) =>
        [new JobCancelled(at, job.Id), new JobSubmitted(at, edit.ApplyTo(job) with { Id = id })];
}
