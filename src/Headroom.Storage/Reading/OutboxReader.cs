using Headroom.Cluster;
using Headroom.Storage.Jobs;
using Headroom.Storage.Sql;
using Headroom.Storage.Writing;

namespace Headroom.Storage.Reading;

/// <summary>Messages that no engine has taken in yet. Thread-safe.</summary>
public sealed class OutboxReader
{
    private readonly Database _database;

    internal OutboxReader(Database database) => _database = database;

    /// <summary>All of them, the oldest first, with the epoch that decided each.</summary>
    public async Task<IReadOnlyList<(OutboxMessage Message, long Epoch)>> OpenAsync(
        CancellationToken cancellation = default) =>
        await _database.SelectAsync(
            "SELECT job, attempt, kind, payload, at, epoch FROM outbox WHERE acknowledged IS NULL "
            + "ORDER BY at, job, attempt, kind",
            row => (
                new OutboxMessage(
                    new RunId(new JobId(row.GetInt64(0)), (int)row.GetInt64(1)),
                    row.GetString(2),
                    row.GetString(3),
                    row.GetInt64(4)),
                row.GetInt64(5)),
            [],
            cancellation);
}
