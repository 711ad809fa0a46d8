using Headroom.Storage.Accounts;
using Headroom.Storage.Faults;
using Headroom.Storage.Schema;
using Headroom.Storage.Sql;
using Headroom.Storage.Tests.Databases;
using Headroom.Testing;

namespace Headroom.Storage.Tests.Schema;

public sealed class MigratorTests
{
    private static readonly Migration Next = new(
        Migration.All.Count + 1, "9999_next", "--both\nCREATE TABLE later (id {id}, name TEXT NOT NULL);\n");

    public static TheoryData<StoreKind> Kinds => TestStore.Kinds;

    public static TheoryData<StoreKind, int> Versions
    {
        get
        {
            var all = new TheoryData<StoreKind, int>();
            for (var version = 0; version <= Migration.All.Count; version++)
            {
                all.Add(StoreKind.Sqlite, version);
                all.Add(StoreKind.Postgres, version);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Every_earlier_schema_is_brought_forward_with_what_is_in_it(StoreKind kind, int version)
    {
        using var empty = new EmptyDatabase(kind);
        using var database = empty.Open();
        using (var connection = database.OpenWriter(create: true))
        {
            Migrator.Migrate(database, connection, [.. Migration.All.Take(version)]);
            if (version > 0)
            {
                connection.Run(null, "INSERT INTO counter (tenant, queue, state, jobs) VALUES ('t', 'q', 1, 2)");
            }
        }

        using var store = Store.Open(empty.Open(), HistoryGens.Fleet, [.. Migration.All, Next]);
        using var reading = store.Database.OpenReader();

        Assert.Equal(
            Enumerable.Range(1, Migration.All.Count + 1).Select(number => (long)number),
            reading.Select(null, "SELECT number FROM schema_version ORDER BY number", row => row.GetInt64(0)));
        Assert.Empty(reading.Select(null, "SELECT id FROM later", row => row.GetInt64(0)));
        Assert.Equal(
            version > 0 ? ["t"] : [], reading.Select(null, "SELECT tenant FROM counter", row => row.GetString(0)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Use_that_an_earlier_release_rolled_up_or_left_open_is_kept_to_the_millisecond(StoreKind kind)
    {
        using var empty = new EmptyDatabase(kind);
        using (var database = empty.Open())
        {
            using var connection = database.OpenWriter(create: true);
            Migrator.Migrate(database, connection, [.. Migration.All.Take(2)]);
            connection.Run(null, "INSERT INTO usage_day (day, tenant, resource, milli_ms) VALUES (3, 't', 'A', 12345)");
            connection.Run(
                null,
                "INSERT INTO run_stretch (job, attempt, stretch, tenant, queue, resource, milli, nodes, began, ended) "
                + "VALUES (7, 1, 1, 't', 'q', 'A', 500, '2x2 0', 345600000, 345600010)");
        }

        using var store = Store.Open(empty.Open(), HistoryGens.Fleet, Migration.All);
        var parts = new List<UsagePart>();
        await store.Usage.VisitAsync(
            new UsageQuery(0, 10 * 86_400_000, 0), parts.Add, TestContext.Current.CancellationToken);

        Assert.Equal(
            [
                new UsagePart(null, "t", "A", "", 259_200_000, 260_100_000, 12_345),
                new UsagePart(7, "t", "A", "south", 345_600_000, 345_600_010, 5_000),
            ],
            parts.OrderBy(part => part.Began));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_database_of_a_newer_program_is_refused_and_left_alone(StoreKind kind)
    {
        using var empty = new EmptyDatabase(kind);
        Store.Open(empty.Open(), HistoryGens.Fleet, [.. Migration.All, Next]).Dispose();

        var fault = Assert.Throws<StoreException>(() => Store.Open(empty.Open(), HistoryGens.Fleet, Migration.All));

        Assert.Equal(StoreFault.TooNew, fault.Fault);
        Assert.Contains(
            $"has schema {Next.Number}, and this program knows schemas up to {Migration.All.Count}; use the program",
            fault.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_step_that_was_changed_afterwards_is_refused(StoreKind kind)
    {
        using var empty = new EmptyDatabase(kind);
        Store.Open(empty.Open(), HistoryGens.Fleet, [.. Migration.All, Next]).Dispose();

        var changed = Next with { Text = Next.Text + "\n" };
        changed = new Migration(changed.Number, changed.Name, changed.Text);
        var fault = Assert.Throws<StoreException>(
            () => Store.Open(empty.Open(), HistoryGens.Fleet, [.. Migration.All, changed]));

        Assert.Equal(StoreFault.ChangedMigration, fault.Fault);
        Assert.Contains("Step 9999_next of the schema", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_step_that_fails_leaves_nothing(StoreKind kind)
    {
        using var empty = new EmptyDatabase(kind);
        var broken = new Migration(Next.Number, "9999_broken", Next.Text + "SELECT nonsense FROM nowhere;\n");

        Assert.ThrowsAny<Exception>(() => Store.Open(empty.Open(), HistoryGens.Fleet, [.. Migration.All, broken]));
        using var store = Store.Open(empty.Open(), HistoryGens.Fleet, Migration.All);
        using var reading = store.Database.OpenReader();

        Assert.DoesNotContain("later", store.Database.Tables(reading, null));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Another_fleet_is_refused_and_a_grown_one_is_not(StoreKind kind)
    {
        using var empty = new EmptyDatabase(kind);
        var fleet = HistoryGens.Fleet;
        Store.Open(empty.Open(), fleet, Migration.All).Dispose();

        var grown = fleet with { Nodes = [.. fleet.Nodes, Some.Node("b0", model: "A")] };
        Store.Open(empty.Open(), grown, Migration.All).Dispose();
        var shrunk = Assert.Throws<StoreException>(() => Store.Open(empty.Open(), fleet, Migration.All));
        var swapped = Assert.Throws<StoreException>(() => Store.Open(
            empty.Open(), grown with { Nodes = [.. grown.Nodes.Reverse()] }, Migration.All));

        Assert.StartsWith("Node 4 of stored events, b0, is gone", shrunk.Message, StringComparison.Ordinal);
        Assert.StartsWith("Node 0 of stored events, a0, is b0 now", swapped.Message, StringComparison.Ordinal);
    }
}
