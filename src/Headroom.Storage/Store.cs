using System.Data.Common;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Tenancy;
using Headroom.Storage.Accounts;
using Headroom.Storage.Jobs;
using Headroom.Storage.Keeping;
using Headroom.Storage.Reading;
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

    private Store(Database database, Fleet fleet)
    {
        (Database, _fleet) = (database, new FleetView(fleet));
        (Events, Jobs, Job) = (new(database, _fleet), new(database), new(database, _fleet));
        (Outbox, Access, Snapshots) = (new(database), new(database), new(database));
        (Usage, Retention) = (new UsageReader(database, _fleet), new Retention(database, _fleet));
        Changes = new ChangeLog(database, Events);
    }

    /// <summary>The fleet that stored events speak of, as it is now; it grows with what is written.</summary>
    public Fleet Fleet => _fleet.Fleet;

    /// <summary>Its resources.</summary>
    public Resources Resources => _fleet.Resources;

    /// <summary>Events in order.</summary>
    public EventLog Events { get; }

    /// <summary>What has changed for whoever looks.</summary>
    public ChangeLog Changes { get; }

    /// <summary>Lists of jobs, and how many there are.</summary>
    public JobPages Jobs { get; }

    /// <summary>One job with all that is stored about it.</summary>
    public JobReader Job { get; }

    /// <summary>What engines still have to be told.</summary>
    public OutboxReader Outbox { get; }

    /// <summary>Tokens, answers, settings and audit.</summary>
    public AccessReader Access { get; }

    /// <summary>What tenants held.</summary>
    public UsageReader Usage { get; }

    /// <summary>Images of the state.</summary>
    public SnapshotBook Snapshots { get; }

    /// <summary>Removes what is no longer needed.</summary>
    public Retention Retention { get; }

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

    /// <summary>The state as it is stored: from the last snapshot and the events after it.</summary>
    /// <exception cref="Faults.StoreException">What is stored cannot be read, or does not add up.</exception>
    public RecoveredState Recover()
    {
        try
        {
            using var connection = Database.OpenReader();
            using var transaction = Database.BeginRead(connection);
            return Recovery.Read(connection, transaction, _fleet);
        }
        catch (DbException fault)
        {
            throw Database.Named(fault);
        }
    }

    /// <summary>Looks whether everything adds up; takes seconds for a million jobs, and holds nobody up.</summary>
    /// <returns>What does not, up to a hundred findings of a rule; nothing when all is well.</returns>
    /// <exception cref="Faults.StoreException">The database cannot be read.</exception>
    public IReadOnlyList<CheckFinding> Check()
    {
        try
        {
            return StoreCheck.Run(Database, _fleet);
        }
        catch (DbException fault)
        {
            throw Database.Named(fault);
        }
    }

    /// <summary>
    /// Writes a backup as of one moment: a file that appears whole or not at all. Others go on meanwhile.
    /// </summary>
    /// <param name="path">A file that does not exist; its folder does.</param>
    /// <exception cref="Faults.StoreException">It exists, no room is left, or the store cannot be read.</exception>
    public void BackUp(string path) => Backup.Write(Database, path);

    /// <summary>Fills an empty store from a backup of either kind, all or nothing.</summary>
    /// <param name="backup">The file; a backup of an older program will do.</param>
    /// <param name="address">A new file, or a database without a store or with an empty one.</param>
    /// <exception cref="Faults.StoreException">The store holds something, or the backup cannot be read.</exception>
    public static void Restore(string backup, StoreAddress address)
    {
        using var database = address.Open();
        Backup.Restore(backup, database);
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

    /// <summary>Who has the lead, and when another one may take it, in milliseconds; nobody before the first.</summary>
    /// <exception cref="Faults.StoreException">The database cannot be read.</exception>
    public (string Holder, long Until) Leader()
    {
        try
        {
            using var connection = Database.OpenReader();
            using var transaction = Database.BeginRead(connection);
            return Lead.Standing(connection, transaction);
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
