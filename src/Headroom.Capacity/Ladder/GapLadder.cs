namespace Headroom.Capacity.Ladder;

/// <summary>
/// Supply of a pool step by step, each with its loss, against all that was asked for, in accelerator-hours over a whole
/// history.
/// </summary>
/// <param name="Supply">What the pool offers.</param>
/// <param name="Hours">Demand by hour since the history's zero.</param>
/// <param name="Tenants">Demand by tenant over the history, in accelerator-hours, largest first.</param>
public sealed record GapLadder(
    GapSupply Supply, IReadOnlyList<GapHour> Hours, IReadOnlyList<(string Tenant, GapHour Demand)> Tenants)
{
    /// <summary>All accelerators, all the time.</summary>
    public double Nameplate => Supply.Gpus * Hours.Count;

    /// <summary>What of them is in service.</summary>
    public double InService => Nameplate * (Supply.InService ?? 1);

    /// <summary>Held by jobs.</summary>
    public double Allocated => Hours.Sum(hour => hour.Running);

    /// <summary>Held and at work; null where that was not measured.</summary>
    public double? Busy => Allocated * Supply.Busy;

    /// <summary>At work, counted at the peak they reach; null where that was not measured.</summary>
    public double? Useful => Busy * Supply.Useful;

    /// <summary>Asked for by jobs that waited.</summary>
    public double Pending => Hours.Sum(hour => hour.Pending);

    /// <summary>Running and pending.</summary>
    public double Demand => Allocated + Pending;

    /// <summary>Demand beyond what was in service, hour by hour: nothing but more supply or less demand meets
    /// it.</summary>
    public double Gap => Hours.Sum(hour => Math.Max(0, hour.Demand - InServiceGpus));

    /// <summary>What waited while as much stood free: sharing and packing could return up to so much.</summary>
    public double WaitedBesideFree => Hours.Sum(
        hour => Math.Min(hour.Pending, Math.Max(0, InServiceGpus - hour.Running)));

    private double InServiceGpus => Supply.Gpus * (Supply.InService ?? 1);

    /// <summary>Means by hour of the day, from the history's zero on.</summary>
    public IReadOnlyList<GapHour> HoursOfDay()
    {
        const int HoursADay = 24;
        var sums = new GapHour[Math.Min(HoursADay, Hours.Count)];
        var counts = new int[sums.Length];
        for (var i = 0; i < Hours.Count; i++)
        {
            var at = i % HoursADay;
            sums[at] = new GapHour(sums[at].Running + Hours[i].Running, sums[at].Pending + Hours[i].Pending);
            counts[at]++;
        }

        for (var at = 0; at < sums.Length; at++)
            sums[at] = new GapHour(sums[at].Running / counts[at], sums[at].Pending / counts[at]);
        return sums;
    }

    /// <summary>
    /// Measures a history from its zero to its last submission, so that the draining of the end counts as no idleness.
    /// O(jobs + hours).
    /// </summary>
    /// <param name="jobs">Jobs, in any order, at least one.</param>
    /// <param name="supply">What the pool offers.</param>
    public static GapLadder Measure(IReadOnlyList<DemandedJob> jobs, GapSupply supply)
    {
        var end = Math.Max(1, Math.Ceiling(jobs.Max(job => job.SubmittedHours)));
        var running = new HourlyMeans((int)end);
        var pending = new HourlyMeans((int)end);
        var tenants = new SortedDictionary<string, GapHour>(StringComparer.Ordinal);
        foreach (var job in jobs)
        {
            var waited = pending.Add(job.SubmittedHours, Math.Min(job.StartedHours, end), job.Gpus);
            var ran = running.Add(Math.Min(job.StartedHours, end), Math.Min(job.EndedHours, end), job.Gpus);
            var known = tenants.GetValueOrDefault(job.Tenant);
            tenants[job.Tenant] = new GapHour(known.Running + ran, known.Pending + waited);
        }

        var (runningMeans, pendingMeans) = (running.ToArray(), pending.ToArray());
        return new GapLadder(
            supply,
            [.. runningMeans.Zip(pendingMeans, (busy, waiting) => new GapHour(busy, waiting))],
            [.. tenants.Select(one => (one.Key, one.Value)).OrderByDescending(one => one.Value.Demand)]);
    }
}
