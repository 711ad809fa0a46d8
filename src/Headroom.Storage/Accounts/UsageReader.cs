using Headroom.Storage.Jobs;
using Headroom.Storage.Reading;
using Headroom.Storage.Sql;

namespace Headroom.Storage.Accounts;

/// <summary>What tenants held: from stretches, and from sums of those that were rolled up. Thread-safe.</summary>
public sealed class UsageReader
{
    /// <summary>Latest day that may be asked for: some three thousand years.</summary>
    public const long DayMax = 1_000_000;

    private readonly Database _database;

    internal UsageReader(Database database) => _database = database;

    /// <summary>Exact sums by day, tenant and resource, in this order.</summary>
    /// <param name="from">First day, 0 to <see cref="DayMax"/>.</param>
    /// <param name="before">Day after the last, up to <see cref="DayMax"/>.</param>
    /// <param name="now">Until when running jobs count, in milliseconds.</param>
    /// <param name="tenant">Only of this tenant; null for all.</param>
    /// <param name="cancellation">Ends the read.</param>
    public async Task<IReadOnlyList<UsageSum>> SumAsync(
        long from, long before, long now, string? tenant = null, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(before, DayMax);
        var book = new DayBook();
        // One statement, so that a rollup in between is seen whole or not at all.
        var sql = new SqlText()
            .Add($"SELECT {StretchRows.Columns} FROM run_stretch WHERE (ended > ").Bind(from * DayBook.Day)
            .Add(" OR ended IS NULL) AND began < ").Bind(before * DayBook.Day);
        if (tenant is not null) sql.Add(" AND tenant = ").Bind(tenant);
        sql.Add(" UNION ALL SELECT 0, 0, 0, tenant, '', resource, milli_ms, '', day, -1 FROM usage_day WHERE day >= ")
            .Bind(from).Add(" AND day < ").Bind(before);
        if (tenant is not null) sql.Add(" AND tenant = ").Bind(tenant);
        foreach (var stretch in await _database.SelectAsync(
            sql.ToString(), StretchRows.Read, sql.Parameters, cancellation))
        {
            var isSum = stretch.Ended == -1;
            if (isSum) book.Add(new UsageSum(stretch.Began, stretch.Tenant, stretch.Resource, stretch.Milli));
            else book.Add(stretch, from, before, now);
        }

        return [.. book.Sums];
    }
}
