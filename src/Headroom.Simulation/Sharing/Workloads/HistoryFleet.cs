namespace Headroom.Simulation.Sharing.Workloads;

/// <summary>How large a fleet a history needs.</summary>
public static class HistoryFleet
{
    /// <summary>
    /// Fewest nodes that hold all that jobs would use if none ever waited, for a part of the time between the first and
    /// the last submission; and at least what the largest job asks for.
    /// </summary>
    /// <param name="jobs">The jobs; at least one.</param>
    /// <param name="gpusPerNode">Accelerators of a node, at least 1.</param>
    /// <param name="permille">Part of the time in thousandths, 0 to 1000.</param>
    public static int NodesFor(IReadOnlyList<SharedJob> jobs, int gpusPerNode, int permille)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(jobs.Count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(gpusPerNode, 1);
        var most = jobs.Max(job => job.Job.Shape.GpuMilliTotal);
        var gpus = (Math.Max(Demand(jobs, permille), most) + 999) / 1000;
        return (int)Math.Max(1, (gpus + gpusPerNode - 1) / gpusPerNode);
    }

    private static long Demand(IReadOnlyList<SharedJob> jobs, int permille)
    {
        var changes = new List<(long At, long Milli)>();
        foreach (var job in jobs)
        {
            changes.Add((job.Job.SubmittedMilliseconds, job.Job.Shape.GpuMilliTotal));
            changes.Add((job.Job.SubmittedMilliseconds + job.RuntimeMilliseconds, -job.Job.Shape.GpuMilliTotal));
        }

        changes.Sort();
        var last = jobs.Max(job => job.Job.SubmittedMilliseconds);
        var levels = new List<(long Milli, long Lasts)>();
        var (level, from) = (0L, changes[0].At);
        foreach (var (at, milli) in changes)
        {
            if (Math.Min(at, last) > from) levels.Add((level, Math.Min(at, last) - from));
            (level, from) = (level + milli, Math.Max(from, Math.Min(at, last)));
        }

        levels.Sort();
        var (wanted, passed) = ((Int128)levels.Sum(entry => entry.Lasts) * permille, (Int128)0);
        foreach (var (milli, lasts) in levels)
        {
            passed += (Int128)lasts * 1000;
            if (passed >= wanted) return milli;
        }

        return 0;
    }
}
