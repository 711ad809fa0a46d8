using System.Data.Common;
using Headroom.Cluster.Fleets;
using Headroom.Storage.Jobs;
using Headroom.Storage.Keeping;
using Headroom.Storage.Reading;
using Headroom.Storage.Schema;
using Headroom.Storage.Sql;

namespace Headroom.Storage;

/// <summary>
/// A store that is only looked at: its schema stays as it is, no fleet need be known, and a control plane may write to
/// it meanwhile. Thread-safe.
/// </summary>
public sealed class ReadOnlyStore : IDisposable
{
    private readonly Database _database;

    private ReadOnlyStore(Database database) => (_database, Access) = (database, new AccessReader(database));

    /// <summary>Tokens, answers, settings and audit.</summary>
    public AccessReader Access { get; }

    /// <summary>Events in order, of the fleet that they speak of.</summary>
    public EventLog EventsOf(Fleet fleet) => new(_database, new FleetView(fleet));

    /// <summary>Opens a store that is there.</summary>
    /// <exception cref="Faults.StoreException">There is none, or it cannot be reached.</exception>
    public static ReadOnlyStore Open(StoreAddress address)
    {
        var database = address.Open();
        try
        {
            using var connection = database.OpenReader();
            Migrator.RequireStore(database, connection);
            return new ReadOnlyStore(database);
        }
        catch (Exception fault)
        {
            database.Dispose();
            if (fault is DbException) throw database.Named(fault);
            throw;
        }
    }

    /// <inheritdoc cref="Store.BackUp"/>
    public void BackUp(string path) => Backup.Write(_database, path);

    /// <inheritdoc cref="Store.Check"/>
    /// <param name="fleet">The fleet that its events speak of.</param>
    /// <param name="done">Told how many of <see cref="StoreCheck.Steps"/> are done.</param>
    public IReadOnlyList<CheckFinding> Check(Fleet fleet, Action<int>? done = null)
    {
        try
        {
            using var connection = _database.OpenReader();
            Migrator.RequireCurrent(_database, connection, Migration.All);
            return StoreCheck.Run(_database, new FleetView(fleet), done);
        }
        catch (DbException fault)
        {
            throw _database.Named(fault);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();
}
