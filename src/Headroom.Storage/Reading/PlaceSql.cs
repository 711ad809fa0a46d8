using Headroom.Storage.Jobs;

namespace Headroom.Storage.Reading;

/// <summary>The places, which are pairs of tenant and queue in one state, that a filter leaves.</summary>
internal static class PlaceSql
{
    /// <summary>Whether a query leaves out any place.</summary>
    public static bool Narrows(JobQuery query) =>
        query.Tenant is not null || query.Queue is not null || query.States.Count > 0;

    /// <summary>The condition on rows of counters.</summary>
    public static void AddFilter(SqlText sql, JobQuery query)
    {
        sql.Add("counter.jobs > 0");
        if (query.Tenant is { } tenant) sql.Add(" AND counter.tenant = ").Bind(tenant);
        if (query.Queue is { } queue) sql.Add(" AND counter.queue = ").Bind(queue);
        if (query.Order == JobSort.EndedLast) sql.Add(" AND counter.state > ").Bind((long)JobState.Stopping);
        if (query.States.Count == 0) return;

        sql.Add(" AND counter.state IN (");
        for (var index = 0; index < query.States.Count; index++)
            sql.Add(index == 0 ? "" : ", ").Bind((long)query.States[index]);

        sql.Add(")");
    }
}
