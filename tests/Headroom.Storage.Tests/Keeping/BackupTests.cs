using CsCheck;
using Headroom.Storage.Access;
using Headroom.Storage.Faults;
using Headroom.Storage.Tests.Databases;
using Headroom.Storage.Writing;
using Headroom.Testing;

namespace Headroom.Storage.Tests.Keeping;

public sealed class BackupTests
{
    public static TheoryData<StoreKind, StoreKind> Pairs => new()
    {
        { StoreKind.Sqlite, StoreKind.Sqlite },
        { StoreKind.Sqlite, StoreKind.Postgres },
        { StoreKind.Postgres, StoreKind.Sqlite },
        { StoreKind.Postgres, StoreKind.Postgres },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_backup_restores_all_of_it_to_either_database(StoreKind from, StoreKind to) =>
        Written.Gen.Sample(written =>
        {
            using var store = new TestStore(from);
            Written.To(store, written.Events, written.Ends);
            store.Writer.WriteAsync(new StoreBatch
            {
                Settings = [new SettingVersion("policy", 3, 4, "ann", "算力")],
                Tokens = [new Token(7, [0, 255], "ci", "jobs", "user", "t1", 5)],
            }).GetAwaiter().GetResult();
            var file = Path.Combine(store.Folder, "backup.db");

            store.Store.BackUp(file);
            using var empty = new EmptyDatabase(to);
            Store.Restore(file, empty.Address);
            using var restored = Store.Open(empty.Address, store.Fleet);

            Assert.Equal(StateText.Of(store.Store.Recover().State), StateText.Of(restored.Recover().State));
            Assert.Empty(restored.Check());
            Assert.Equal("算力", restored.Access.SettingAsync("policy").GetAwaiter().GetResult()!.Text);
            Assert.Equal("ci", restored.Access.TokenAsync([0, 255]).GetAwaiter().GetResult()!.Name);
            Assert.Equal(2, restored.TakeLead("two", 0, 1)!.Epoch);
            Assert.Equal(["backup.db"], Directory.GetFiles(store.Folder).Select(path => Path.GetFileName(path))
                .Where(name => name.StartsWith("backup", StringComparison.Ordinal)));
        }, iter: from == to && from == StoreKind.Sqlite ? 20 : 3, threads: 1);

    [Fact]
    public async Task Nothing_is_overwritten()
    {
        using var store = new TestStore(StoreKind.Sqlite);
        await store.Writer.WriteAsync(Batches.Of(Batches.Submitted(1)));
        var file = Path.Combine(store.Folder, "backup.db");
        store.Store.BackUp(file);

        var exists = Assert.Throws<StoreException>(() => store.Store.BackUp(file));
        var full = Assert.Throws<StoreException>(() => Store.Restore(file, store.Address));
        var missing = Assert.Throws<StoreException>(() => Store.Restore(file + "x", store.Address));
        var nowhere = Assert.Throws<StoreException>(
            () => store.Store.BackUp(Path.Combine(store.Folder, "missing", "backup.db")));

        Assert.Equal(
            [StoreFault.NotEmpty, StoreFault.NotEmpty, StoreFault.Unreachable, StoreFault.Unreachable],
            [exists.Fault, full.Fault, missing.Fault, nowhere.Fault]);
    }
}
