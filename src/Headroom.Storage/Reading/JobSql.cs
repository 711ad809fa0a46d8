using Headroom.Storage.Jobs;

namespace Headroom.Storage.Reading;

/// <summary>The statement that finds one page; the same for both databases.</summary>
internal static class JobSql
{
    // The last code point: no name that begins with a prefix lies behind the prefix and it.
    private const string LastCodePoint = "\U0010FFFF";

    public static SqlText Of(
        JobQuery query, JobPlan plan, IReadOnlyList<JobCount> places, IdRange ids, JobCursor? cursor)
    {
        // First which jobs, then their names: nothing is looked up for jobs that fall off the page.
        var sql = new SqlText().Add($"SELECT {StoredJob.Columns} FROM (SELECT job.id AS id FROM ");
        AddSource(sql, query, plan, places, ids, cursor);
        if (NeedsNames(query)) sql.Add(" AND job_spec.job = job.id");
        AddFilter(sql, query, ids);
        AddCursor(sql, query.Order, cursor);
        sql.Add($" ORDER BY {OrderOf(query.Order)} LIMIT ").Bind(query.Size + 1);
        return sql.Add(") AS page CROSS JOIN job CROSS JOIN job_spec WHERE job.id = page.id AND job_spec.job = page.id")
            .Add($" ORDER BY {OrderOf(query.Order)}");
    }

    /// <summary>Counts names that begin so, and stops at a bound.</summary>
    public static SqlText NamesUpTo(JobQuery query, long bound)
    {
        var sql = new SqlText().Add("SELECT count(*) FROM (SELECT 1 FROM ");
        AddNames(sql, query);
        return sql.Add(" LIMIT ").Bind(bound).Add(") AS bounded");
    }

    // CROSS JOIN keeps SQLite to this order of tables; PostgreSQL takes it for any join.
    private static void AddSource(
        SqlText sql, JobQuery query, JobPlan plan, IReadOnlyList<JobCount> places, IdRange ids, JobCursor? cursor)
    {
        var names = NeedsNames(query) ? " CROSS JOIN job_spec" : "";
        switch (plan)
        {
            case JobPlan.Merge:
                AddPlaces(sql.Add("("), query, places, ids, cursor);
                sql.Add($") AS found CROSS JOIN job{names} WHERE job.id = found.id");
                break;
            case JobPlan.Places:
                sql.Add($"counter CROSS JOIN job{names} WHERE job.tenant = counter.tenant ");
                sql.Add("AND job.queue = counter.queue AND job.state = counter.state AND ");
                PlaceSql.AddFilter(sql, query);
                break;
            case JobPlan.Names:
                AddNames(sql, query, " CROSS JOIN job");
                sql.Add(" AND job.id = job_spec.job");
                break;
            default:
                sql.Add(query.Order == JobSort.Name ? "job_spec CROSS JOIN job" : $"job{names}").Add(" WHERE 1 = 1");
                break;
        }
    }

    private static bool NeedsNames(JobQuery query) =>
        query.Order == JobSort.Name || query.NamePrefix is { Length: > 0 };

    private static void AddPlaces(
        SqlText sql, JobQuery query, IReadOnlyList<JobCount> places, IdRange ids, JobCursor? cursor)
    {
        for (var index = 0; index < places.Count; index++)
        {
            sql.Add(index == 0 ? "SELECT id FROM (" : " UNION ALL SELECT id FROM (");
            sql.Add("SELECT id FROM job WHERE tenant = ").Bind(places[index].Tenant);
            sql.Add(" AND queue = ").Bind(places[index].Queue);
            sql.Add(" AND state = ").Bind((long)places[index].State);
            AddIds(sql, "id", ids);
            AddCursor(sql, query.Order, cursor);
            sql.Add(query.Order == JobSort.Newest ? " ORDER BY id DESC LIMIT " : " ORDER BY id LIMIT ");
            sql.Bind(query.Size + 1).Add(") AS place");
        }
    }

    // The index of names is by tenant: each tenant that has jobs is looked up in it.
    private static void AddNames(SqlText sql, JobQuery query, string join = "")
    {
        sql.Add("(SELECT DISTINCT tenant FROM counter WHERE ");
        PlaceSql.AddFilter(sql, query);
        sql.Add($") AS owner CROSS JOIN job_spec{join} WHERE job_spec.tenant = owner.tenant");
        AddPrefix(sql, query.NamePrefix!);
    }

    private static void AddFilter(SqlText sql, JobQuery query, IdRange ids)
    {
        // Sums and joins that change nothing keep databases from an index that would not give the order.
        if (query.Tenant is { } tenant)
            sql.Add(query.Order == JobSort.Name ? " AND job_spec.tenant = " : " AND job.tenant || '' = ").Bind(tenant);

        if (query.Queue is { } queue) sql.Add(" AND job.queue || '' = ").Bind(queue);
        if (query.States.Count > 0)
        {
            sql.Add(" AND job.state + 0 IN (");
            for (var index = 0; index < query.States.Count; index++)
                sql.Add(index == 0 ? "" : ", ").Bind((long)query.States[index]);

            sql.Add(")");

            // There is an index of those alone that have not ended.
            if (query.States.All(IsLive)) sql.Add(" AND job.ended IS NULL");
        }

        if (query.Order == JobSort.EndedLast) sql.Add(" AND job.ended IS NOT NULL");
        if (query.NamePrefix is { Length: > 0 } prefix) AddPrefix(sql, prefix);
        AddIds(sql, "job.id", ids);
    }

    private static bool IsLive(JobState state) =>
        state is JobState.Waiting or JobState.Held or JobState.Running or JobState.Stopping;

    private static void AddPrefix(SqlText sql, string prefix) =>
        sql.Add(" AND name >= ").Bind(prefix).Add(" AND name < ").Bind(prefix + LastCodePoint);

    private static void AddIds(SqlText sql, string column, IdRange ids)
    {
        if (ids == IdRange.All) return;

        sql.Add($" AND {column} >= ").Bind(ids.From).Add($" AND {column} < ").Bind(ids.Before);
    }

    private static void AddCursor(SqlText sql, JobSort order, JobCursor? cursor)
    {
        if (cursor is null) return;

        switch (order)
        {
            case JobSort.Newest: sql.Add(" AND job.id < ").Bind(cursor.Id); break;
            case JobSort.Oldest: sql.Add(" AND job.id > ").Bind(cursor.Id); break;
            case JobSort.EndedLast:
                sql.Add(" AND (job.ended, job.id) < (").Bind(cursor.Ended).Add(", ").Bind(cursor.Id).Add(")");
                break;
            default:
                sql.Add(" AND (job_spec.name, job_spec.job) > (").Bind(cursor.Name).Add(", ").Bind(cursor.Id).Add(")");
                break;
        }
    }

    private static string OrderOf(JobSort order) => order switch
    {
        JobSort.Newest => "job.id DESC",
        JobSort.Oldest => "job.id",
        JobSort.EndedLast => "job.ended DESC, job.id DESC",
        _ => "job_spec.name, job_spec.job",
    };
}
