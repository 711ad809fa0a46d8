using System.Data.Common;
using Headroom.Cluster.Fleets;
using Headroom.Storage.Jobs;
using Headroom.Storage.Schema;
using Headroom.Storage.Sql;
using Headroom.Storage.Writing;

namespace Headroom.Storage;

/// <summary>
/// Events, what follows from them, and what engines have to be told, in one database. Any number may read; one leader
/// writes. Thread-safe.
/// </summary>
public sealed class Store : IDisposable
{
    private readonly FleetView _fleet;

    private Store(Database database, Fleet fleet) => (Database, _fleet) = (database, new FleetView(fleet));

    internal Database Database { get; }

    /// <summary>Opens a store, makes it where there is none, and brings it forward to this program's schema.</summary>
    /// <param name="address">Where it lies.</param>
    /// <param name="fleet">
    /// The fleet that its events speak of. It may have grown at its end since; nothing else may have changed.
    /// </param>
    /// <exception cref="Faults.StoreException">It cannot be opened, or is not for this program or this fleet.</exception>
    public static Store Open(StoreAddress address, Fleet fleet) => Open(address.Open(), fleet, Migration.All);

    internal static Store Open(Database database, Fleet fleet, IReadOnlyList<Migration> migrations)
    {
        try
        {
            using var connection = database.OpenWriter(create: true);
            Migrator.Migrate(database, connection, migrations);
            NodeBook.Keep(database, connection, fleet);
            return new Store(database, fleet);
        }
        catch (Exception fault)
        {
            database.Dispose();
            if (fault is DbException) throw database.Named(fault);
            throw;
        }
    }

    /// <summary>Takes the lead when nobody else has it.</summary>
    /// <param name="holder">Who asks; one who has it takes it anew.</param>
    /// <param name="at">Now, in milliseconds.</param>
    /// <param name="until">When another one may take it, in milliseconds.</param>
    /// <returns>The lead; null while somebody else has it.</returns>
    /// <exception cref="Faults.StoreException">The database cannot be written to.</exception>
    public Lead? TakeLead(string holder, long at, long until)
    {
        try
        {
            using var connection = Database.OpenWriter(create: false);
            using var transaction = Database.Begin(connection);
            var lead = Lead.Take(connection, transaction, holder, at, until);
            transaction.Commit();
            return lead;
        }
        catch (DbException fault)
        {
            throw Database.Named(fault);
        }
    }

    /// <summary>Starts the writer. There is one a lead; close it before the store.</summary>
    /// <param name="lead">The lead that it writes with.</param>
    /// <param name="capacity">Batches that may wait, at least 1.</param>
    public StoreWriter StartWriter(Lead lead, int capacity = StoreWriter.CapacityDefault) =>
        new(Database, _fleet, lead, capacity);

    /// <inheritdoc/>
    public void Dispose() => Database.Dispose();
}
