using Headroom.Storage.Events;
using Headroom.Storage.Jobs;
using Headroom.Storage.Sql;

namespace Headroom.Storage.Reading;

/// <summary>Events in the order in which they were stored. Thread-safe.</summary>
public sealed class EventLog
{
    /// <summary>Most events of one read.</summary>
    public const int CountMax = 10_000;

    private readonly Database _database;
    private readonly FleetView _fleet;

    internal EventLog(Database database, FleetView fleet) => (_database, _fleet) = (database, fleet);

    /// <summary>Number of the last event; 0 before the first.</summary>
    public async Task<long> LastAsync(CancellationToken cancellation = default) =>
        (await _database.SelectAsync("SELECT max(seq) FROM event", row => row.Number(0) ?? 0, [], cancellation))[0];

    /// <summary>
    /// The events after a number, the next ones first; fewer than asked for only where there are no more.
    /// </summary>
    /// <param name="after">Number of the last event that is known; 0 for none.</param>
    /// <param name="count">How many at most, 1 to <see cref="CountMax"/>.</param>
    /// <param name="cancellation">Ends the read.</param>
    /// <returns>
    /// Events in order. When the first is not the one after <paramref name="after"/>, those between were removed by
    /// retention.
    /// </returns>
    public async Task<IReadOnlyList<StoredEvent>> AfterAsync(
        long after, int count, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, CountMax);
        var codec = new EventCodec(_fleet.Resources);
        return await _database.SelectAsync(
            "SELECT seq, at, kind, payload FROM event WHERE seq > @after ORDER BY seq LIMIT @count",
            row => new StoredEvent(
                row.GetInt64(0), codec.Decode(row.GetInt64(1), (int)row.GetInt64(2), row.Bytes(3))),
            [("after", after), ("count", count)],
            cancellation);
    }
}
