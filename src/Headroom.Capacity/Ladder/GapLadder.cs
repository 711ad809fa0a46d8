namespace Headroom.Capacity.Ladder;

/// <summary>
/// Supply of a pool step by step, each with its loss, against all that was asked for, in accelerator-hours over a whole
/// history.
/// </summary>
/// <param name="Supply">What the pool offers.</param>
/// <param name="Hours">Demand by hour since the history's zero.</param>
/// <param name="Tenants">Demand by tenant over the history, in accelerator-hours, largest first.</param>
public sealed record GapLadder(GapSupply Supply, IReadOnlyList<GapHour> Hours, IReadOnlyList<GapPart> Tenants)
{
    /// <summary>Demand by pool, largest first.</summary>
    public required IReadOnlyList<GapPart> Pools { get; init; }

    /// <summary>Demand by kind of chip, largest first.</summary>
    public required IReadOnlyList<GapPart> Chips { get; init; }

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

    /// <summary>What jobs that left without ever starting would have held.</summary>
    public double Refused => Hours.Sum(hour => hour.Refused);

    /// <summary>Running, pending and refused.</summary>
    public double Demand => Allocated + Pending + Refused;

    /// <summary>Demand beyond what was in service, hour by hour: nothing but more supply or less demand meets
    /// it.</summary>
    public double Gap => Hours.Sum(hour => Math.Max(0, hour.Demand - InServiceGpus));

    /// <summary>What waited while as much stood free: sharing and packing could return up to so much.</summary>
    public double WaitedBesideFree => Hours.Sum(
        hour => Math.Min(hour.Pending, Math.Max(0, InServiceGpus - hour.Running)));

    /// <summary>Of the gap, what so many further accelerators would have met, hour by hour.</summary>
    public double ClosedBy(double gpus) => Hours.Sum(hour => Math.Clamp(hour.Demand - InServiceGpus, 0, gpus));

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
            sums[at] += Hours[i];
            counts[at]++;
        }

        for (var at = 0; at < sums.Length; at++) sums[at] /= counts[at];
        return sums;
    }

    /// <summary>
    /// Measures a history from its zero to its last submission, so that the draining of the end counts as no idleness.
    /// O(jobs + hours).
    /// </summary>
    /// <param name="jobs">Jobs, in any order, at least one.</param>
    /// <param name="supply">What the pool offers.</param>
    public static GapLadder Measure(IReadOnlyList<DemandedJob> jobs, GapSupply supply) =>
        Measure(jobs, supply, (int)Math.Max(1, Math.Ceiling(jobs.Max(job => job.SubmittedHours))));

    /// <summary>Measures so many hours from a history's zero. O(jobs + hours).</summary>
    /// <param name="jobs">Jobs, in any order.</param>
    /// <param name="supply">What the pool offers.</param>
    /// <param name="hours">Hours, at least 1.</param>
    public static GapLadder Measure(IReadOnlyList<DemandedJob> jobs, GapSupply supply, int hours)
    {
        var (running, pending, refused) = (new HourlyMeans(hours), new HourlyMeans(hours), new HourlyMeans(hours));
        var (tenants, pools, chips) =
            (new GapParts(hours, []), new GapParts(hours, supply.Pools), new GapParts(hours, supply.Chips));
        foreach (var job in jobs)
        {
            var (started, ended) = (Math.Min(job.StartedHours, hours), Math.Min(job.EndedHours, hours));
            var asked = new GapHour(
                running.Add(started, ended, job.Gpus),
                pending.Add(Math.Min(job.SubmittedHours, hours), started, job.Gpus),
                refused.Add(started, Math.Min(started + job.RefusedHours, hours), job.Gpus));
            tenants.Add(job.Tenant, job, asked);
            pools.Add(job.Pool, job, asked);
            chips.Add(job.Chip, job, asked);
        }

        var (holding, waiting, leaving) = (running.ToArray(), pending.ToArray(), refused.ToArray());
        var inService = supply.InService ?? 1;
        return new GapLadder(
            supply,
            [.. Enumerable.Range(0, hours).Select(at => new GapHour(holding[at], waiting[at], leaving[at]))],
            tenants.ToList(inService))
        {
            Pools = pools.ToList(inService),
            Chips = chips.ToList(inService),
        };
    }
}
