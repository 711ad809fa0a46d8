using System.Data.Common;
using Headroom.Storage.Accounts;
using Headroom.Storage.Jobs;
using Headroom.Storage.Sql;
using Headroom.Storage.Writing;

namespace Headroom.Storage.Keeping;

/// <summary>
/// Removes what is no longer needed, through the writer and in chunks, so that cycles go on in between.
/// </summary>
public sealed class Retention
{
    private const string OldEvents =
        """
        DELETE FROM event WHERE seq IN (
            SELECT seq FROM event
            WHERE at < @before AND seq <= (SELECT coalesce(min(seq), 0) FROM snapshot)
            ORDER BY seq LIMIT @count)
        """;

    // By key: an expiry is not unique, and a chunk has a bound.
    private const string OldAnswers =
        """
        DELETE FROM idempotency WHERE (tenant, key) IN (
            SELECT tenant, key FROM idempotency WHERE expires <= @before ORDER BY expires LIMIT @count)
        """;

    private const string OldTokens =
        """
        DELETE FROM token WHERE id IN (
            SELECT id FROM token WHERE expires <= @before ORDER BY id LIMIT @count)
        """;

    private const string OldMessages =
        """
        DELETE FROM outbox WHERE (job, attempt, kind) IN (
            SELECT job, attempt, kind FROM outbox WHERE acknowledged < @before LIMIT @count)
        """;

    private const string OldStretches =
        $"SELECT {StretchRows.Columns} FROM run_stretch WHERE ended <= @before ORDER BY ended LIMIT @count";

    private static readonly Bulk AddSum = new(
        BulkKind.Add,
        "usage_span",
        4,
        ("at", ColumnType.Number),
        ("tenant", ColumnType.Text),
        ("resource", ColumnType.Text),
        ("region", ColumnType.Text),
        ("milli_ms", ColumnType.Number));

    private readonly Database _database;
    private readonly FleetView _fleet;

    internal Retention(Database database, FleetView fleet) => (_database, _fleet) = (database, fleet);

    /// <summary>Applies the rules until nothing is left to remove.</summary>
    /// <exception cref="Faults.StoreException">
    /// A transaction failed; what earlier ones did is done and adds up.
    /// </exception>
    public async Task<RetentionResult> ApplyAsync(StoreWriter writer, RetentionRules rules) => new(
        await DeleteAsync(writer, rules, OldEvents, rules.EventsBefore),
        await RepeatAsync(writer, (connection, transaction) => RollUp(connection, transaction, rules)),
        await DeleteAsync(writer, rules, OldAnswers, rules.Now),
        await DeleteAsync(writer, rules, OldTokens, rules.Now),
        await DeleteAsync(writer, rules, OldMessages, rules.MessagesBefore));

    private static Task<long> DeleteAsync(StoreWriter writer, RetentionRules rules, string sql, long before) =>
        RepeatAsync(writer, (connection, transaction) =>
            connection.Run(transaction, sql, ("before", before), ("count", rules.ChunkRows)));

    private static async Task<long> RepeatAsync(StoreWriter writer, Func<DbConnection, DbTransaction, int> chunk)
    {
        var (total, removed) = (0L, 0);
        do
        {
            await writer.WriteAsync(new StoreBatch
            {
                Steps = [(connection, transaction) => removed = chunk(connection, transaction)],
            });
            total += removed;
        }
        while (removed > 0);

        return total;
    }

    // A stretch is taken whole, all its quarter hours at once: then what is left and what was summed never overlap.
    private int RollUp(DbConnection connection, DbTransaction transaction, RetentionRules rules)
    {
        var day = DayBook.DayOf(rules.StretchesBefore);
        var old = connection.Select(
            transaction, OldStretches, StretchRows.Read, ("before", day * DayBook.Day), ("count", rules.ChunkRows));
        var (book, removed) = (new SpanBook(_fleet), new RowSet(StretchRows.Remove));
        foreach (var stretch in old)
        {
            book.Add(stretch);
            removed.Add(stretch.Job, stretch.Attempt, stretch.Number);
        }

        var sums = new RowSet(AddSum);
        foreach (var (at, tenant, resource, region, amount) in book.Sums)
            sums.Add(at, tenant, resource, region, amount);

        _database.Write(connection, transaction, sums);
        _database.Write(connection, transaction, removed);
        return old.Count;
    }
}
