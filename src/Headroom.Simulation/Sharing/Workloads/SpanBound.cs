namespace Headroom.Simulation.Sharing.Workloads;

/// <summary>How soon all jobs can be done at best, whoever decides.</summary>
internal static class SpanBound
{
    /// <summary>
    /// The latest of two bounds, in milliseconds since zero. No job ends before its submission plus its runtime. And
    /// for each submission r: what is submitted at r or later cannot begin before r and has to go through the whole
    /// capacity, which takes at least its work (size times runtime) over the capacity. Rounded up.
    /// </summary>
    /// <param name="jobs">Jobs without accelerators.</param>
    /// <param name="capacityMilli">Thousandths of a core of the whole fleet, at least 1.</param>
    public static long Of(IReadOnlyList<SharedJob> jobs, long capacityMilli)
    {
        var (bound, work) = (0L, Int128.Zero);
        foreach (var job in jobs.OrderByDescending(job => job.Job.SubmittedMilliseconds))
        {
            var submitted = job.Job.SubmittedMilliseconds;
            work += (Int128)job.Job.Shape.TaskCount * job.Job.Shape.CpuMillicores * job.RuntimeMilliseconds;
            var through = (long)((work + capacityMilli - 1) / capacityMilli);
            bound = Math.Max(bound, submitted + Math.Max(job.RuntimeMilliseconds, through));
        }

        return bound;
    }
}
