using System.Data.Common;
using Headroom.Storage.Sql;

namespace Headroom.Storage.Reading;

/// <summary>
/// Ids ascend with the time of submission, so that a range of times is a range of ids: two searches by halves instead
/// of one more index to keep.
/// </summary>
internal static class SubmissionTimes
{
    private const string Probe = "SELECT id, submitted FROM job WHERE id >= @id ORDER BY id LIMIT 1";

    public static async Task<IdRange> RangeAsync(Database database, JobQuery query, CancellationToken cancellation)
    {
        if (query.SubmittedFrom is null && query.SubmittedBefore is null) return IdRange.All;

        try
        {
            await using var connection = await database.OpenReaderAsync(cancellation);
            // Two statements in one: SQLite finds only a lone minimum or maximum without going through all.
            var ends = connection.Select(
                null,
                "SELECT (SELECT min(id) FROM job), (SELECT max(id) FROM job)",
                row => (First: row.Number(0), Last: row.Number(1)))[0];
            if (ends.First is not { } first || ends.Last is not { } last) return new IdRange(0, 0);

            return new IdRange(
                query.SubmittedFrom is { } from ? FirstAt(connection, from, first, last) : first,
                query.SubmittedBefore is { } before ? FirstAt(connection, before, first, last) : last + 1);
        }
        catch (DbException fault)
        {
            throw database.Named(fault);
        }
    }

    // The first id whose job was submitted at the time or later; one beyond the last when there is none.
    private static long FirstAt(DbConnection connection, long time, long first, long last)
    {
        using var probe = connection.Command(null, Probe, ("id", first));
        var (low, high) = (first, last + 1);
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            probe.Parameters[0].Value = middle;
            using var row = probe.ExecuteReader();
            row.Read();
            if (row.GetInt64(1) >= time) high = middle;
            else low = row.GetInt64(0) + 1;
        }

        return low;
    }
}
