using Headroom.Storage.Access;
using Headroom.Storage.Faults;
using Headroom.Storage.Schema;
using Headroom.Storage.Sql;
using Headroom.Storage.Sqlite;
using Headroom.Storage.Tests.Databases;
using Headroom.Testing;

namespace Headroom.Storage.Tests.Faults;

public sealed class FaultTests
{
    private static readonly string Large = new('x', 100_000);

    [Fact]
    public async Task A_full_disk_fails_whoever_waits_and_the_writer_goes_on_when_there_is_room()
    {
        using var store = new TestStore(StoreKind.Sqlite);
        await store.Writer.WriteAsync(Batches.Of(Batches.Submitted(1)));
        var full = Batches.Of(Batches.Submitted(2)) with
        {
            Steps = [(connection, transaction) => connection.Run(transaction, "PRAGMA max_page_count = 1")],
            Settings = [.. Enumerable.Range(0, 50).Select(version => new SettingVersion("s", version, 0, "", Large))],
        };

        var fault = await Assert.ThrowsAsync<StoreException>(() => store.Writer.WriteAsync(full));
        Assert.Equal(StoreFault.Full, fault.Fault);
        Assert.False(fault.IsOutcomeUnknown);
        Assert.Same(fault, store.Writer.LastFault);

        await store.Writer.WriteAsync(Batches.Of(Batches.Submitted(2), Batches.Submitted(3)));
        Assert.Null(store.Writer.LastFault);
        Assert.Equal("1 2 3", Rows.Of(store, "SELECT id FROM job ORDER BY id", " "));
        Assert.Empty(store.Store.Check());
    }

    [Fact]
    public async Task A_database_that_another_program_holds_is_named_and_used_again_afterwards()
    {
        using var empty = new EmptyDatabase(StoreKind.Sqlite);
        using var database = new SqliteDatabase(empty.Text, lockSeconds: 1);
        using var store = Store.Open(database, HistoryGens.Fleet, Migration.All);
        using var writer = store.StartWriter(store.TakeLead("one", 0, 1)!);
        await writer.WriteAsync(Batches.Of(Batches.Submitted(1)));
        using var other = database.OpenWriter(create: false);

        using (database.Begin(other))
        {
            var fault = await Assert.ThrowsAsync<StoreException>(
                () => writer.WriteAsync(Batches.Of(Batches.Submitted(2))));
            Assert.Equal(StoreFault.Locked, fault.Fault);
            Assert.StartsWith("Another program holds ", fault.Message, StringComparison.Ordinal);
        }

        await writer.WriteAsync(Batches.Of(Batches.Submitted(2)));
        Assert.Empty(store.Check());
    }

    [Fact]
    public async Task A_database_that_cannot_be_written_to_is_named()
    {
        using var store = new TestStore(StoreKind.Sqlite);
        var fault = await Assert.ThrowsAsync<StoreException>(() => store.Writer.WriteAsync(
            Batches.Of(Batches.Submitted(1)) with
            {
                Steps = [(connection, transaction) => connection.Run(transaction, "PRAGMA query_only = 1")],
            }));

        Assert.Equal(StoreFault.ReadOnly, fault.Fault);
        Assert.Equal("", Rows.Of(store, "SELECT id FROM job"));
        await store.Writer.WriteAsync(Batches.Of(Batches.Submitted(1)));
    }

    [Theory]
    [InlineData("/proc/store.db")]
    [InlineData("/no/such/folder/store.db")]
    public void A_folder_where_nothing_can_be_made_is_named(string path)
    {
        var fault = Assert.Throws<StoreException>(() => Store.Open(StoreAddress.File(path), HistoryGens.Fleet));

        Assert.Equal(StoreFault.Unreachable, fault.Fault);
        Assert.Equal($"{path} cannot be opened; check that its folder exists and may be written to.", fault.Message);
    }

    [Fact]
    public async Task A_damaged_file_is_refused_with_what_to_do()
    {
        using var store = new TestStore(StoreKind.Sqlite);
        await store.Writer.WriteAsync(Batches.Of(Enumerable.Range(1, 500).Select(id => Batches.Submitted(id))));
        store.Reopen();
        var file = Path.Combine(store.Folder, "backup.db");
        store.Store.BackUp(file);

        Overwrite(file, from: 0, count: 100);
        var noise = Assert.Throws<StoreException>(() => Store.Open(StoreAddress.File(file), store.Fleet));

        Assert.Equal(StoreFault.Damaged, noise.Fault);
        Assert.EndsWith("restore the last backup to a new file.", noise.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Damage_in_the_middle_is_found_by_the_check_or_refused()
    {
        using var store = new TestStore(StoreKind.Sqlite);
        await store.Writer.WriteAsync(Batches.Of(Enumerable.Range(1, 500).Select(id => Batches.Submitted(id))));
        var whole = Path.Combine(store.Folder, "whole.db");
        store.Store.BackUp(whole);
        var pages = new FileInfo(whole).Length / 4096;
        for (var page = 1; page < pages; page += 3)
        {
            var file = Path.Combine(store.Folder, $"damaged-{page}.db");
            File.Copy(whole, file);
            Overwrite(file, page * 4096, 600);
            try
            {
                using var damaged = Store.Open(StoreAddress.File(file), store.Fleet);
                Assert.NotEmpty(damaged.Check());
            }
            catch (StoreException fault)
            {
                Assert.Equal(StoreFault.Damaged, fault.Fault);
            }
        }
    }

    [Fact]
    public async Task A_server_that_ends_the_connection_fails_whoever_waits_and_is_reached_again()
    {
        using var store = new TestStore(StoreKind.Postgres);
        await store.Writer.WriteAsync(Batches.Of(Batches.Submitted(1)));

        var fault = await Assert.ThrowsAsync<StoreException>(() => store.Writer.WriteAsync(
            Batches.Of(Batches.Submitted(2)) with
            {
                Steps = [(connection, transaction) => connection.Run(transaction, "SELECT pg_terminate_backend(pg_backend_pid())")],
            }));
        Assert.Equal(StoreFault.Unreachable, fault.Fault);
        Assert.False(fault.IsOutcomeUnknown);

        await store.Writer.WriteAsync(Batches.Of(Batches.Submitted(2)));
        Assert.Equal("1 2", Rows.Of(store, "SELECT id FROM job ORDER BY id", " "));
    }

    [Fact]
    public async Task A_connection_that_is_lost_during_a_commit_is_asked_again_what_was_stored()
    {
        using var store = new TestStore(StoreKind.Postgres);
        await store.Writer.WriteAsync(Batches.Of(Batches.Submitted(1)));
        using (var connection = store.Store.Database.OpenWriter(create: false)) connection.Run(null, EndAtCommit);

        var fault = await Assert.ThrowsAsync<StoreException>(
            () => store.Writer.WriteAsync(Batches.Of(Batches.Submitted(2))));
        Assert.Equal(StoreFault.Unreachable, fault.Fault);
        Assert.False(fault.IsOutcomeUnknown);

        using (var connection = store.Store.Database.OpenWriter(create: false))
            connection.Run(null, "DROP TRIGGER ending ON event");

        await store.Writer.WriteAsync(Batches.Of(Batches.Submitted(2)));
        Assert.Equal("1 2", Rows.Of(store, "SELECT id FROM job ORDER BY id", " "));
    }

    // Deferred: it strikes when the transaction is being committed, not before.
    private const string EndAtCommit =
        """
        CREATE FUNCTION ending() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(10); RETURN NULL; END $$;
        CREATE CONSTRAINT TRIGGER ending AFTER INSERT ON event
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ending();
        """;

    private static void Overwrite(string file, long from, int count)
    {
        using var stream = File.OpenWrite(file);
        stream.Position = from;
        for (var index = 0; index < count; index++) stream.WriteByte((byte)(index * 37 + 11));
    }
}
