namespace Headroom.Capacity.Ladder;

/// <summary>What one tenant asked for in one pool on one kind of chip, hour by hour.</summary>
/// <param name="Pool">The pool; empty when unknown.</param>
/// <param name="Chip">The kind of chip; empty when unknown.</param>
/// <param name="Tenant">The tenant; empty when unknown.</param>
/// <param name="Hours">Mean accelerators by hour since the history's zero.</param>
public sealed record GapCell(string Pool, string Chip, string Tenant, IReadOnlyList<GapHour> Hours)
{
    /// <summary>Most numbers that are kept at once, so that a long history of many tenants fits into memory.</summary>
    public const long NumbersMax = 50_000_000;

    // Two arrays of an hour each for what runs, waits and gave up.
    private const int NumbersAnHour = 6;

    /// <summary>All of it, in accelerator-hours.</summary>
    public GapHour Demand => Hours.Aggregate(default(GapHour), (sum, hour) => sum + hour);

    /// <summary>
    /// The cells of a history that have demand, by pool, chip and tenant; null where they have too many hours to keep.
    /// O(jobs + cells x hours).
    /// </summary>
    /// <param name="jobs">Jobs, in any order.</param>
    /// <param name="hours">Hours from the history's zero, at least 1.</param>
    public static IReadOnlyList<GapCell>? Measure(IReadOnlyList<DemandedJob> jobs, int hours)
    {
        var keys = jobs.Select(KeyOf).Distinct().Order().ToArray();
        if ((long)keys.Length * hours * NumbersAnHour > NumbersMax) return null;

        var sums = keys.ToDictionary(key => key, _ =>
            (Running: new HourlyMeans(hours), Pending: new HourlyMeans(hours), Refused: new HourlyMeans(hours)));
        foreach (var job in jobs)
        {
            var cell = sums[KeyOf(job)];
            var started = Math.Min(job.StartedHours, hours);
            cell.Running.Add(started, Math.Min(job.EndedHours, hours), job.Gpus);
            cell.Pending.Add(Math.Min(job.SubmittedHours, hours), started, job.Gpus);
            cell.Refused.Add(started, Math.Min(started + job.RefusedHours, hours), job.Gpus);
        }

        return [.. keys.Select(key => Of(key, sums[key].Running, sums[key].Pending, sums[key].Refused))];
    }

    private static (string Pool, string Chip, string Tenant) KeyOf(DemandedJob job) =>
        (job.Pool ?? "", job.Chip ?? "", job.Tenant);

    private static GapCell Of(
        (string Pool, string Chip, string Tenant) key, HourlyMeans running, HourlyMeans pending, HourlyMeans refused)
    {
        var (holding, waiting, leaving) = (running.ToArray(), pending.ToArray(), refused.ToArray());
        return new GapCell(key.Pool, key.Chip, key.Tenant,
            [.. holding.Select((value, at) => new GapHour(value, waiting[at], leaving[at]))]);
    }
}
