using Headroom.Storage.Postgres;
using Headroom.Storage.Sql;
using Headroom.Storage.Sqlite;
using Npgsql;

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
    /// A server when the text begins with <c>postgres://</c>, <c>postgresql://</c> or as a connection string with
    /// <c>Host=</c>; else the path of a file.
    /// </summary>
    /// <exception cref="FormatException">
    /// It names a server in a way that cannot be read. The message repeats nothing of it but names of parameters.
    /// </exception>
    public static StoreAddress Parse(string text)
    {
        if (PostgresUri.Is(text)) return Postgres(PostgresUri.ConnectionOf(text));
        if (!text.StartsWith(PostgresPrefix, StringComparison.OrdinalIgnoreCase)) return File(text);

        try
        {
            return Postgres(new NpgsqlConnectionStringBuilder(text).ConnectionString);
        }
        catch (ArgumentException fault)
        {
            throw new FormatException("it is no connection string: a key is not known or a value is none", fault);
        }
    }

    /// <summary>Kind and nothing more: a connection string holds secrets.</summary>
    public override string ToString() => IsPostgres ? "PostgreSQL" : Text;

    internal Database Open() => IsPostgres ? new PostgresDatabase(Text) : new SqliteDatabase(Text);
}
