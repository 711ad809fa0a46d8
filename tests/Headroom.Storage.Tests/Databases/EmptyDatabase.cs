using Headroom.Storage.Sql;
using Headroom.Testing;

namespace Headroom.Storage.Tests.Databases;

/// <summary>A place for a database that does not exist yet.</summary>
internal sealed class EmptyDatabase : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("headroom-store-");

    public EmptyDatabase(StoreKind kind) => Text = kind == StoreKind.Sqlite
        ? Path.Combine(_folder.FullName, "store.db")
        : TemporaryPostgres.NewDatabase();

    /// <summary>Path or connection string.</summary>
    public string Text { get; }

    public StoreAddress Address => StoreAddress.Parse(Text);

    public string Folder => _folder.FullName;

    public Database Open() => Address.Open();

    public void Dispose() => _folder.Delete(recursive: true);
}
