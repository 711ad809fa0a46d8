using Npgsql;

namespace Headroom.Storage.Postgres;

/// <summary>
/// Addresses of PostgreSQL as its own programs take them:
/// <c>postgres://user:password@host:port/database?key=value</c>, each part percent-encoded and none needed (PostgreSQL
/// documentation, 34.1.1.2). Of a list of hosts only one is taken, since only one server holds a pool.
/// </summary>
internal static class PostgresUri
{
    private static readonly string[] Schemes = ["postgres://", "postgresql://"];

    /// <summary>Whether a text is meant as such an address.</summary>
    public static bool Is(string text) =>
        Schemes.Any(scheme => text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase));

    /// <summary>The connection string of an address.</summary>
    /// <exception cref="FormatException">It is none; the message repeats nothing of it.</exception>
    public static string ConnectionOf(string text)
    {
        if (!Uri.TryCreate(WithHost(text), UriKind.Absolute, out var address))
            throw new FormatException("it is no address; write postgres://user@host/database");

        var connection = new NpgsqlConnectionStringBuilder
        {
            Host = address.Host == NoHost ? null : address.Host.Trim('[', ']'),
            Port = address.Port > 0 ? address.Port : NpgsqlConnection.DefaultPort,
        };
        if (Uri.UnescapeDataString(address.AbsolutePath.TrimStart('/')) is { Length: > 0 } database)
            connection.Database = database;
        Identify(connection, address.UserInfo);
        foreach (var (key, value) in PartsOf(address.Query)) Set(connection, key, value);
        return connection.Host is { Length: > 0 }
            ? connection.ConnectionString
            : throw new FormatException("it names no host; write postgres://user@host/database");
    }

    // A socket is named by a parameter, as in postgres:///pool?host=/run/postgresql.
    private const string NoHost = "no-host.invalid";

    private static string WithHost(string text)
    {
        var begin = text.IndexOf("://", StringComparison.Ordinal) + 3;
        var end = text.AsSpan(begin).IndexOfAny('/', '?') is >= 0 and var length ? begin + length : text.Length;
        var isNamed = end > begin && text[end - 1] != '@';
        return isNamed ? text : text.Insert(end, NoHost);
    }

    private static void Identify(NpgsqlConnectionStringBuilder connection, string user)
    {
        var parts = user.Split(':', 2);
        if (parts[0].Length > 0) connection.Username = Uri.UnescapeDataString(parts[0]);
        if (parts.Length > 1) connection.Password = Uri.UnescapeDataString(parts[1]);
    }

    private static IEnumerable<(string Key, string Value)> PartsOf(string query) =>
        from part in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
        let pair = part.Split('=', 2)
        select (Uri.UnescapeDataString(pair[0]), pair.Length > 1 ? Uri.UnescapeDataString(pair[1]) : "");

    private static void Set(NpgsqlConnectionStringBuilder connection, string key, string value)
    {
        var name = key switch
        {
            "connect_timeout" => "Timeout",
            "dbname" => "Database",
            "sslcert" => "SSL Certificate",
            "sslkey" => "SSL Key",
            "sslmode" => "SSL Mode",
            "sslrootcert" => "Root Certificate",
            "user" => "Username",
            "host" or "hostaddr" => "Host",
            _ => key,
        };
        try
        {
            // The names of modes are those of libpq, but for the hyphen.
            connection[name] = name == "SSL Mode" ? value.Replace("-", "", StringComparison.Ordinal) : value;
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or InvalidCastException)
        {
            throw new FormatException($"its parameter '{key}' is not known here, or its value is none", fault);
        }
    }
}
