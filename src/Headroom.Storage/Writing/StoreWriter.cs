using System.Collections.Concurrent;
using System.Data.Common;
using Headroom.Storage.Faults;
using Headroom.Storage.Jobs;
using Headroom.Storage.Sql;

namespace Headroom.Storage.Writing;

/// <summary>
/// The one that writes: a thread of its own takes what waits, commits it in one transaction and only then says so.
/// Nobody waits for company: while one transaction is flushed to the disk, the next one gathers. Thread-safe.
/// </summary>
public sealed class StoreWriter : IDisposable
{
    /// <summary>Batches that may wait where nothing else is asked for.</summary>
    public const int CapacityDefault = 4096;

    /// <summary>Most batches of one transaction.</summary>
    public const int GroupMax = 2000;

    private readonly BlockingCollection<PendingBatch> _waiting;
    private readonly Database _database;
    private readonly FleetView _fleet;
    private readonly Thread _thread;
    private DbConnection? _connection;
    private WriterBook? _book;
    private volatile bool _isClosed;

    internal StoreWriter(Database database, FleetView fleet, Lead lead, int capacity)
    {
        (_database, _fleet, Lead) = (database, fleet, lead);
        _waiting = new BlockingCollection<PendingBatch>(capacity);
        _thread = new Thread(Run) { Name = "store writer", IsBackground = true };
        _thread.Start();
    }

    /// <summary>The lead that it writes with.</summary>
    public Lead Lead { get; }

    /// <summary>Why the last transaction failed; null when it did not. What follows is tried all the same.</summary>
    public Exception? LastFault { get; private set; }

    /// <summary>Hands a batch over.</summary>
    /// <param name="batch">What is to be stored.</param>
    /// <param name="stored">
    /// Ends when it is stored for good. Fails with a <see cref="StoreException"/> otherwise; then nothing of it is
    /// stored, unless <see cref="StoreException.IsOutcomeUnknown"/> says that this is not known.
    /// </param>
    /// <returns>False when too much waits already or the writer was closed: nothing was taken in.</returns>
    public bool TryWrite(StoreBatch batch, out Task<StoreReceipt> stored)
    {
        var pending = new PendingBatch(batch);
        stored = pending.Stored;
        try
        {
            return _waiting.TryAdd(pending);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Like <see cref="TryWrite"/>, for callers that have nothing better to do than to wait.</summary>
    /// <exception cref="StoreException">It was not stored, or too much waits already.</exception>
    public Task<StoreReceipt> WriteAsync(StoreBatch batch) => TryWrite(batch, out var stored)
        ? stored
        : Task.FromException<StoreReceipt>(new StoreException(
            _isClosed ? StoreFault.Closed : StoreFault.Full,
            _isClosed ? "The writer is closed" : "Too many batches wait to be stored",
            _isClosed ? "open the store anew" : "try again in a moment"));

    /// <summary>
    /// Keeps the lead for longer; a time that has passed gives it up, so that another one need not wait.
    /// </summary>
    /// <param name="until">When another one may take it, in milliseconds.</param>
    /// <exception cref="StoreException">The lead was lost already, or too much waits.</exception>
    public Task ExtendLeadAsync(long until) => WriteAsync(new StoreBatch
    {
        Steps = [(connection, transaction) => Lead.Extend(connection, transaction, until)],
    });

    /// <summary>Stores what waits, then ends.</summary>
    public void Dispose()
    {
        if (_isClosed) return;

        _isClosed = true;
        _waiting.CompleteAdding();
        _thread.Join();
        _waiting.Dispose();
    }

    private void Run()
    {
        var group = new List<PendingBatch>();
        foreach (var first in _waiting.GetConsumingEnumerable())
        {
            group.Add(first);
            while (group.Count < GroupMax && _waiting.TryTake(out var next)) group.Add(next);

            Commit(group);
            group.Clear();
        }

        Disconnect();
    }

    private void Commit(List<PendingBatch> group)
    {
        if (Try(group) is not { } fault)
        {
            LastFault = null;
            return;
        }

        // One batch that is wrong, or that we have a fault with, must not take the others with it.
        if (group.Count > 1 && fault is not StoreException { Fault: not StoreFault.Refused })
        {
            foreach (var pending in group) Commit([pending]);
            return;
        }

        LastFault = fault;
        foreach (var pending in group) pending.Fail(fault);
    }

    private Exception? Try(List<PendingBatch> group)
    {
        var isCommitting = false;
        var before = _book?.Commits;
        Transfer? transfer = null;
        try
        {
            Connect();
            before = _book!.Commits;
            using var transaction = _database.Begin(_connection!);
            Lead.Count(_connection!, transaction);
            transfer = new Transfer(_book, Lead, _connection!, transaction);
            foreach (var pending in group)
            {
                transfer.Add(pending.Batch);
                pending.Sequence = transfer.Sequence;
            }

            transfer.Write(_database);
            isCommitting = true;
            transaction.Commit();
            Settle(transfer, group);
            return null;
        }
        catch (StoreException refused)
        {
            return refused;
        }
        // The thread is the host of all that writes: nothing may end it, and whoever waits is told.
        catch (Exception fault)
        {
            Disconnect();
            if (!isCommitting) return _database.Named(fault);

            return IsCommitted(before!.Value) switch
            {
                true => SettleLate(group),
                false => _database.Named(fault),
                null => Unknown(fault),
            };
        }
    }

    // The database counts commits: so it is told whether the one that was lost arrived. Null when it cannot be asked.
    private bool? IsCommitted(long before)
    {
        try
        {
            _book = null;
            Connect();
            return _book!.Commits > before;
        }
        catch (Exception fault) when (fault is StoreException || _database.Explain(fault) is not null)
        {
            Disconnect();
            return null;
        }
    }

    private Exception? SettleLate(List<PendingBatch> group)
    {
        SettleAll(group);
        return null;
    }

    private void Settle(Transfer transfer, List<PendingBatch> group)
    {
        transfer.Settle(_book!);
        _book!.Commits++;
        SettleAll(group);
    }

    // The fleet first: whoever hears that it has grown may write events of it.
    private void SettleAll(List<PendingBatch> group)
    {
        foreach (var pending in group)
        {
            if (pending.Batch.Grown is { } grown) _fleet.Grow(grown);
            pending.Settle();
        }
    }

    private StoreException Unknown(Exception fault)
    {
        var named = _database.Explain(fault);
        return new StoreException(
            named?.Fault ?? StoreFault.Unreachable,
            $"{_database.Place} was lost during a commit",
            "read it again when it can be reached: it says what was stored",
            fault)
        {
            IsOutcomeUnknown = true,
        };
    }

    private void Connect()
    {
        _connection ??= _database.OpenWriter(create: false);
        if (_book is not null) return;

        using var transaction = _database.Begin(_connection);
        _book = WriterBook.Load(_connection, transaction, _fleet, Lead);
        transaction.Commit();
    }

    // What is known of the database is of the connection that it was read by.
    private void Disconnect()
    {
        try
        {
            _connection?.Dispose();
        }
        catch (DbException)
        {
            // It is lost anyway.
        }

        (_connection, _book) = (null, null);
    }
}
