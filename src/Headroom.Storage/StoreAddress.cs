using Headroom.Storage.Postgres;
using Headroom.Storage.Sql;
using Headroom.Storage.Sqlite;

namespace Headroom.Storage;

/// <summary>Where a store lies: a file of SQLite, or a database of a PostgreSQL server.</summary>
public sealed record StoreAddress
{
    private const string PostgresPrefix = "Host=";

    private StoreAddress(string text, bool isPostgres) => (Text, IsPostgres) = (text, isPostgres);

    /// <summary>Whether it is a PostgreSQL server.</summary>
    public bool IsPostgres { get; }

    private string Text { get; }

    /// <summary>A file; its folder has to exist.</summary>
    public static StoreAddress File(string path) => new(path, isPostgres: false);

    /// <summary>A server, by Npgsql's connection string.</summary>
    public static StoreAddress Postgres(string connection) => new(connection, isPostgres: true);

    /// <summary>
    /// A connection string when the text begins with <c>Host=</c>, else the path of a file.
    /// </summary>
    public static StoreAddress Parse(string text) =>
        text.StartsWith(PostgresPrefix, StringComparison.OrdinalIgnoreCase) ? Postgres(text) : File(text);

    /// <summary>Kind and nothing more: a connection string holds secrets.</summary>
    public override string ToString() => IsPostgres ? "PostgreSQL" : Text;

    internal Database Open() => IsPostgres ? new PostgresDatabase(Text) : new SqliteDatabase(Text);
}
