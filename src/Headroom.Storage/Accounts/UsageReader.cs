using Headroom.Cluster;
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
    private readonly FleetView _fleet;

    internal UsageReader(Database database, FleetView fleet) => (_database, _fleet) = (database, fleet);

    /// <summary>Exact sums by day, tenant and resource, in this order.</summary>
    /// <param name="from">First day, 0 to <see cref="DayMax"/>.</param>
    /// <param name="before">Day after the last, up to <see cref="DayMax"/>.</param>
    /// <param name="now">Until when running jobs count, in milliseconds.</param>
    /// <param name="tenant">Only of this tenant; null for all.</param>
    /// <param name="cancellation">Ends the read.</param>
    public async Task<IReadOnlyList<UsageSum>> SumAsync(
        long from, long before, long now, string? tenant = null, CancellationToken cancellation = default)
    {
        var book = new DayBook();
        await VisitAsync(
            new UsageQuery(checked(from * DayBook.Day), checked(before * DayBook.Day), now, tenant),
            book.Add,
            cancellation);
        return [.. book.Sums];
    }

    /// <summary>
    /// Shows every part of what was held, in no order; each once, though a rollup happens meanwhile. A part is not
    /// kept: millions pass by in the memory of one.
    /// </summary>
    /// <param name="query">What is asked for, from 0 to <see cref="DayMax"/> days.</param>
    /// <param name="visit">Is shown the parts.</param>
    /// <param name="cancellation">Ends the read.</param>
    public async Task VisitAsync(
        UsageQuery query, Action<UsagePart> visit, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(query.From);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Before, DayMax * DayBook.Day);
        ArgumentOutOfRangeException.ThrowIfNotEqual(query.From % UsagePart.Quarter, 0);
        ArgumentOutOfRangeException.ThrowIfNotEqual(query.Before % UsagePart.Quarter, 0);
        // One statement, so that a rollup in between is seen whole or not at all.
        var sql = new SqlText()
            .Add($"SELECT {StretchRows.Columns} FROM run_stretch WHERE (ended > ").Bind(query.From)
            .Add(" OR ended IS NULL) AND began < ").Bind(query.Before);
        if (query.Tenant is not null) sql.Add(" AND tenant = ").Bind(query.Tenant);
        sql.Add(" UNION ALL SELECT -1, 0, 0, tenant, '', resource, milli_ms, '', at, NULL, region FROM usage_span")
            .Add(" WHERE at >= ").Bind(query.From).Add(" AND at < ").Bind(query.Before);
        if (query.Tenant is not null) sql.Add(" AND tenant = ").Bind(query.Tenant);
        await _database.VisitAsync(
            sql.ToString(), row => Show(StretchRows.Read(row), query, visit), sql.Parameters, cancellation);
    }

    private void Show(Stretch row, UsageQuery query, Action<UsagePart> visit)
    {
        if (row.Job < 0)
        {
            visit(new UsagePart(
                null, row.Tenant, row.Resource, row.Region!, row.Began, row.Began + UsagePart.Quarter, row.Milli));
            return;
        }

        var (began, ended) = (Math.Max(row.Began, query.From), Math.Min(row.Ended ?? query.Now, query.Before));
        if (began >= ended || row.Milli == 0) return;

        visit(new UsagePart(
            row.Job, row.Tenant, row.Resource, _fleet.RegionOf(row), began, ended,
            checked((ended - began) * row.Milli)));
    }

    /// <summary>
    /// Placements that last or ended after a time, those that last first and then the last ended first. Those that were
    /// rolled up are gone.
    /// </summary>
    /// <param name="from">In milliseconds.</param>
    /// <param name="count">How many at most, at least 1.</param>
    /// <param name="tenant">Only of this tenant; null for all.</param>
    /// <param name="cancellation">Ends the read.</param>
    public async Task<IReadOnlyList<Placement>> PlacementsAsync(
        long from, int count, string? tenant = null, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var lasting = new SqlText().Add($"SELECT {StretchRows.Columns} FROM run_stretch WHERE ended IS NULL");
        var ended = new SqlText().Add($"SELECT {StretchRows.Columns} FROM run_stretch WHERE ended > ").Bind(from);
        if (tenant is not null)
        {
            lasting.Add(" AND tenant = ").Bind(tenant);
            ended.Add(" AND tenant = ").Bind(tenant);
        }

        lasting.Add(" ORDER BY job LIMIT ").Bind(count);
        var placements = await ReadAsync(lasting, cancellation);
        if (placements.Count == count) return placements;

        ended.Add(" ORDER BY ended DESC, job DESC LIMIT ").Bind(count - placements.Count);
        return [.. placements, .. await ReadAsync(ended, cancellation)];
    }

    private async Task<IReadOnlyList<Placement>> ReadAsync(SqlText sql, CancellationToken cancellation) =>
        await _database.SelectAsync(
            sql.ToString(),
            row => Of(StretchRows.Read(row)),
            sql.Parameters,
            cancellation);

    private static Placement Of(Stretch held) => new(
        new JobId(held.Job), held.Tenant, held.Resource, held.Milli, held.Nodes, held.Began, held.Ended);
}
