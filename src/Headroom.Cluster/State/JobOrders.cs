namespace Headroom.Cluster.State;

/// <summary>The two orders in which a queue keeps its jobs. Both are total: no two jobs are equal.</summary>
public static class JobOrders
{
    /// <summary>Waiting jobs: highest priority, earliest submission, lowest id.</summary>
    public static IComparer<JobEntry> Waiting { get; } = Comparer<JobEntry>.Create(CompareWaiting);

    /// <summary>
    /// Running jobs, in the order in which quota covers them: those that may not be preempted, earliest start; then the
    /// rest, highest priority, earliest start.
    /// </summary>
    public static IComparer<JobEntry> Running { get; } = Comparer<JobEntry>.Create(CompareRunning);

    private static int CompareWaiting(JobEntry left, JobEntry right)
    {
        var order = right.Job.Priority.CompareTo(left.Job.Priority);
        if (order == 0) order = left.Job.SubmittedMilliseconds.CompareTo(right.Job.SubmittedMilliseconds);
        return order != 0 ? order : left.Job.Id.CompareTo(right.Job.Id);
    }

    private static int CompareRunning(JobEntry left, JobEntry right)
    {
        var order = left.Job.IsPreemptible.CompareTo(right.Job.IsPreemptible);
        if (order == 0 && left.Job.IsPreemptible) order = right.Job.Priority.CompareTo(left.Job.Priority);
        return order != 0 ? order : left.Sequence.CompareTo(right.Sequence);
    }
}
