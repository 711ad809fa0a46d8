using Headroom.Storage.Faults;
using Headroom.Storage.Jobs;
using Headroom.Storage.Sql;

namespace Headroom.Storage.Reading;

/// <summary>Lists of jobs by page, and how many there are. Thread-safe.</summary>
public sealed class JobPages
{
    // Preparing a statement takes time for each of its parts; beyond, walking is as fast.
    private const int PlacesMax = 64;

    private readonly Database _database;
    private readonly int _rareMin;

    // Sorting 2,000 rows takes a few milliseconds.
    internal JobPages(Database database, int rareMin = 2_000) => (_database, _rareMin) = (database, rareMin);

    /// <summary>Jobs by tenant, queue and state, in this order.</summary>
    /// <param name="tenant">Only of this tenant; null for all.</param>
    /// <param name="cancellation">Ends the read.</param>
    public async Task<IReadOnlyList<JobCount>> CountsAsync(
        string? tenant = null, CancellationToken cancellation = default)
    {
        var sql = new SqlText().Add("SELECT tenant, queue, state, jobs FROM counter WHERE jobs > 0");
        if (tenant is not null) sql.Add(" AND tenant = ").Bind(tenant);
        sql.Add(" ORDER BY tenant, queue, state");
        return await _database.SelectAsync(
            sql.ToString(),
            row => new JobCount(row.GetString(0), row.GetString(1), (JobState)row.GetInt64(2), row.GetInt64(3)),
            sql.Parameters,
            cancellation);
    }

    /// <summary>One page.</summary>
    /// <exception cref="StoreException">
    /// The cursor is not of this query, or a list by name is asked for without a tenant.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The size is below 1.</exception>
    public async Task<JobPage> ReadAsync(JobQuery query, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Size, 1);
        if (query.Order == JobSort.Name && query.Tenant is null)
            throw new StoreException(StoreFault.Refused, "A list by name is of one tenant", "name a tenant");

        var cursor = JobCursor.Of(query);
        var ids = await SubmissionTimes.RangeAsync(_database, query, cancellation);
        if (ids.IsEmpty) return new JobPage([], null);

        var (plan, places) = await PlanAsync(query, cancellation);
        if (plan == JobPlan.Nothing) return new JobPage([], null);

        var sql = JobSql.Of(query, plan, places, ids, cursor);
        var jobs = await _database.SelectAsync(sql.ToString(), StoredJob.Read, sql.Parameters, cancellation);
        if (jobs.Count <= query.Size) return new JobPage(jobs, null);

        jobs.RemoveAt(query.Size);
        return new JobPage(jobs, JobCursor.After(jobs[^1], query.Order).For(query));
    }

    private async Task<(JobPlan Plan, IReadOnlyList<JobCount> Places)> PlanAsync(
        JobQuery query, CancellationToken cancellation)
    {
        var hasPrefix = query.NamePrefix is { Length: > 0 };
        if (!PlaceSql.Narrows(query) && !hasPrefix) return (JobPlan.Walk, []);

        var (total, places) = await PlacesAsync(query, cancellation);
        var wanted = places.Sum(place => place.Jobs);
        var rareMax = Math.Max(_rareMin, total / 100);
        if (wanted == 0) return (JobPlan.Nothing, []);
        if (wanted <= rareMax) return (JobPlan.Places, []);
        if (hasPrefix)
        {
            var names = JobSql.NamesUpTo(query, rareMax + 1);
            var found = await _database.SelectAsync(
                names.ToString(), row => row.GetInt64(0), names.Parameters, cancellation);
            return (found[0] <= rareMax ? JobPlan.Names : JobPlan.Walk, []);
        }

        var canMerge = query.Order is JobSort.Newest or JobSort.Oldest && places.Count <= PlacesMax;
        return (canMerge ? JobPlan.Merge : JobPlan.Walk, places);
    }

    // Those that the filter leaves, and how many jobs there are in all.
    private async Task<(long Total, IReadOnlyList<JobCount> Places)> PlacesAsync(
        JobQuery query, CancellationToken cancellation)
    {
        var sql = new SqlText()
            .Add("SELECT tenant, queue, state, jobs, (SELECT CAST(sum(jobs) AS BIGINT) FROM counter) FROM counter WHERE ");
        PlaceSql.AddFilter(sql, query);
        var rows = await _database.SelectAsync(
            sql.ToString(),
            row => (
                Total: row.GetInt64(4),
                Place: new JobCount(row.GetString(0), row.GetString(1), (JobState)row.GetInt64(2), row.GetInt64(3))),
            sql.Parameters,
            cancellation);
        return (rows.Count == 0 ? 0 : rows[0].Total, [.. rows.Select(row => row.Place)]);
    }
}
