using Headroom.Cluster.Fleets;
using Headroom.Storage.Writing;
using Headroom.Testing;

namespace Headroom.Storage.Tests.Databases;

/// <summary>The databases that every case is run on.</summary>
public enum StoreKind
{
    Sqlite,
    Postgres,
}

/// <summary>A new empty store in a database of its own, gone with the test.</summary>
internal sealed class TestStore : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("headroom-store-");
    private StoreWriter? _writer;

    public TestStore(StoreKind kind, Fleet? fleet = null)
    {
        Fleet = fleet ?? HistoryGens.Fleet;
        Address = kind == StoreKind.Sqlite
            ? StoreAddress.File(Path.Combine(_folder.FullName, "store.db"))
            : StoreAddress.Postgres(TemporaryPostgres.NewDatabase());
        Store = Store.Open(Address, Fleet);
    }

    public static TheoryData<StoreKind> Kinds => [StoreKind.Sqlite, StoreKind.Postgres];

    public StoreAddress Address { get; }

    public Fleet Fleet { get; }

    public Store Store { get; private set; }

    public string Folder => _folder.FullName;

    /// <summary>A writer with the lead, started when it is first asked for.</summary>
    public StoreWriter Writer => _writer ??= Store.StartWriter(Lead());

    public Lead Lead(string holder = "one") => Store.TakeLead(holder, at: 0, until: 1_000)!;

    /// <summary>Closes the store and opens it anew, as after a stop.</summary>
    public void Reopen()
    {
        _writer?.Dispose();
        _writer = null;
        Store.Dispose();
        Store = Store.Open(Address, Fleet);
    }

    public void Dispose()
    {
        _writer?.Dispose();
        Store.Dispose();
        _folder.Delete(recursive: true);
    }
}
