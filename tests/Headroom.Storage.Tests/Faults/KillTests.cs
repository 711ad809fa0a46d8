using System.Diagnostics;
using System.Globalization;
using Headroom.Storage.Tests.Databases;

namespace Headroom.Storage.Tests.Faults;

public sealed class KillTests
{
    // Chosen once, so that a failure can be repeated as far as the machine's own timing allows.
    private const int Seed = 20261126;

    [Theory]
    [InlineData(StoreKind.Sqlite, 24)]
    [InlineData(StoreKind.Postgres, 6)]
    public async Task Nothing_acknowledged_is_lost_and_nothing_is_half_when_the_writer_is_killed(
        StoreKind kind, int kills)
    {
        using var empty = new EmptyDatabase(kind);
        var (chance, acknowledged) = (new Random(Seed), 0L);
        for (var kill = 0; kill < kills; kill++)
        {
            acknowledged = Math.Max(acknowledged, RunAndKill(empty.Text, chance.Next(1, 150)));

            using var store = Store.Open(empty.Address, ChildWriter.Fleet);
            var jobs = Number(store, "SELECT count(*) FROM job");
            Assert.True(jobs >= acknowledged, $"{acknowledged} jobs were acknowledged, {jobs} are there");
            Assert.Equal(jobs, Number(store, "SELECT coalesce(max(id), 0) FROM job"));
            Assert.Equal(jobs * ChildWriter.Events, Number(store, "SELECT count(*) FROM event"));
            Assert.Equal(jobs, Number(store, "SELECT count(*) FROM outbox"));
            Assert.Equal(jobs, Number(store, "SELECT count(*) FROM audit"));
            Assert.Empty(store.Check());
            var used = await store.Usage.SumAsync(0, 1_000, now: 0, null, TestContext.Current.CancellationToken);
            Assert.Equal(jobs * ChildWriter.Held * 1_000, used.Sum(day => day.MilliMilliseconds));
        }
    }

    // Kills the writer after so many acknowledgements, and says which was the last that it gave.
    private static long RunAndKill(string address, int acknowledgements)
    {
        using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardOutput = true,
            Environment = { [ChildWriter.Variable] = address },
        })!;
        var last = 0L;
        while (acknowledgements-- > 0 && child.StandardOutput.ReadLine() is { } line)
            last = long.Parse(line, CultureInfo.InvariantCulture);

        child.Kill();
        while (child.StandardOutput.ReadLine() is { } line)
        {
            // The last line may be cut in two.
            if (child.StandardOutput.Peek() >= 0) last = long.Parse(line, CultureInfo.InvariantCulture);
        }

        child.WaitForExit();
        return last;
    }

    private static long Number(Store store, string sql)
    {
        using var connection = store.Database.OpenWriter(create: false);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
