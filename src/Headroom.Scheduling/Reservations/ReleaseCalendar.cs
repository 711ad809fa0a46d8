using Headroom.Cluster;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;

namespace Headroom.Scheduling.Reservations;

/// <summary>What becomes free when, by the believed ends of running jobs and of those that the cycle starts.</summary>
internal sealed class ReleaseCalendar
{
    private readonly List<Release> _releases = [];

    public ReleaseCalendar(ClusterState state, SharingPolicy policy, long now)
    {
        foreach (var queue in state.Queues)
        {
            foreach (var job in queue.Running)
                _releases.Add(new Release(ExpectedEnd.OfRunning(job, policy, now), job.Job.Id, job.Need, job.Tasks));
        }

        _releases.Sort();
    }

    /// <summary>Releases in order of time and id.</summary>
    public IReadOnlyList<Release> Releases => _releases;

    /// <summary>A job starts.</summary>
    public void Add(in Release release) => _releases.Insert(~_releases.BinarySearch(release), release);

    /// <summary>A job is no longer believed to end then.</summary>
    public void Remove(in Release release) => _releases.RemoveAt(_releases.BinarySearch(release));
}

/// <summary>A job that is believed to end.</summary>
/// <param name="At">When, in milliseconds.</param>
/// <param name="Job">The job.</param>
/// <param name="Need">What each of its tasks gives back.</param>
/// <param name="Tasks">Where.</param>
internal readonly record struct Release(long At, JobId Job, TaskNeed Need, ValueList<TaskPlacement> Tasks)
    : IComparable<Release>
{
    /// <inheritdoc/>
    public int CompareTo(Release other)
    {
        var order = At.CompareTo(other.At);
        return order != 0 ? order : Job.CompareTo(other.Job);
    }
}
