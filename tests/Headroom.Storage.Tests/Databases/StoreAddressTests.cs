using Headroom.Storage.Postgres;
using Npgsql;

namespace Headroom.Storage.Tests.Databases;

/// <summary>How a store is named.</summary>
public sealed class StoreAddressTests
{
    [Theory]
    [InlineData("postgres://db", "Host=db;Port=5432")]
    [InlineData("postgresql://ann@db/pool", "Host=db;Port=5432;Database=pool;Username=ann")]
    [InlineData("postgres://ann:a%40b%3Ac@db:6543/the%20pool",
        "Host=db;Port=6543;Database=the pool;Username=ann;Password=a@b:c")]
    [InlineData("postgres://[::1]:6543/pool", "Host=::1;Port=6543;Database=pool")]
    [InlineData("postgres:///pool?host=/run/postgresql&user=ann", "Host=/run/postgresql;Port=5432;Database=pool;Username=ann")]
    [InlineData("postgres://ann@/pool?host=%2Frun%2Fpostgresql", "Host=/run/postgresql;Port=5432;Database=pool;Username=ann")]
    [InlineData("postgres://db/pool?sslmode=verify-full&connect_timeout=7",
        "Host=db;Port=5432;Database=pool;SSL Mode=VerifyFull;Timeout=7")]
    [InlineData("POSTGRES://db?dbname=pool", "Host=db;Port=5432;Database=pool")]
    public void An_address_is_read_as_programs_of_PostgreSQL_read_it(string address, string expected)
    {
        var read = new NpgsqlConnectionStringBuilder(PostgresUri.ConnectionOf(address));

        Assert.Equivalent(new NpgsqlConnectionStringBuilder(expected), read);
    }

    [Theory]
    [InlineData("postgres://")]
    [InlineData("postgres:///pool")]
    [InlineData("postgres://ann:secret@db:port/pool")]
    [InlineData("postgres://ann:secret@db/pool?nonsense=secret")]
    [InlineData("postgres://ann:secret@db/pool?sslmode=secret")]
    [InlineData("Host=db;Password=secret;Nonsense=secret")]
    [InlineData("Host=db;Password=secret;Port=secret")]
    [InlineData("Host=db;secret")]
    public void What_cannot_be_read_is_refused_and_no_secret_is_repeated(string text)
    {
        var fault = Assert.Throws<FormatException>(() => StoreAddress.Parse(text));

        Assert.DoesNotContain("secret", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_else_is_the_path_of_a_file()
    {
        Assert.Equal("pool.db", StoreAddress.Parse("pool.db").ToString());
        Assert.Equal("PostgreSQL", StoreAddress.Parse("postgres://ann:secret@db/pool").ToString());
    }
}
