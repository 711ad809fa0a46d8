using System.Text.Json;
using Headroom.Cli.Outcome;
using Headroom.Cluster;
using Headroom.Cluster.Fleets;
using Headroom.Engines.Contract;
using Headroom.Engines.Simulated;
using Headroom.Server;
using Headroom.Server.Keeping;
using Headroom.Storage;
using Headroom.Storage.Access;
using Headroom.Storage.Writing;

namespace Headroom.Cli.Tests.Keeping;

public sealed class KeepingCommandsTests : IDisposable
{
    private static readonly Fleet Fleet = new() { Nodes = [new Node("local", 4_000, 16_384, 4, "A100")] };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_backup_is_restored_to_an_empty_folder_alone()
    {
        Fill(_folder.At("pool"));

        var made = Cli.Run("backup", "--data", _folder.At("pool"), _folder.At("backup.db"));
        var again = Cli.Run("backup", "--data", _folder.At("pool"), _folder.At("backup.db"));
        var restored = Cli.Run("restore", "--data", _folder.At("other"), _folder.At("backup.db"));
        var twice = Cli.Run("restore", "--data", _folder.At("other"), _folder.At("backup.db"));
        var check = Cli.Run("check", "--data", _folder.At("other"));

        Assert.Equal((ExitCode.Done, ""), (made.ExitCode, made.Error));
        Assert.Contains("is backed up in", made.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Refused, again.ExitCode);
        Assert.Equal(ExitCode.Done, restored.ExitCode);
        Assert.Equal(ExitCode.Refused, twice.ExitCode);
        Assert.Contains("holds something", twice.Error, StringComparison.Ordinal);
        Assert.Equal(new CliResult(ExitCode.Done, "All of it adds up.\n", ""), check);
    }

    [Fact]
    public async Task Nothing_is_restored_over_a_pool_that_runs()
    {
        Fill(_folder.At("pool"));
        Cli.Run("backup", "--data", _folder.At("pool"), _folder.At("backup.db"));
        await using var plane = await ControlPlane.StartAsync(new ControlPlaneOptions
        {
            Store = StoreAddress.File(_folder.At("elsewhere.db")),
            DataFolder = _folder.At("running"),
            Fleet = Fleet,
            Policy = Cluster.Tenancy.SharingPolicy.OneQueue(),
            Engines = new(new SimulatedEngine(
                new SimulatedSite(
                    TimeProvider.System, [new DiscoveredNode("local", 4_000, 16_384, [])],
                    _ => new SimulatedProgram(TimeSpan.Zero), SimulatedFaults.None),
                SimulatedFaults.None)),
            Addresses = ["http://127.0.0.1:0"],
        }, TestContext.Current.CancellationToken);

        var folder = Cli.Run("restore", "--data", _folder.At("running"), _folder.At("backup.db"));
        var store = Cli.Run(
            "restore", "--data", _folder.At("new"), "--store", _folder.At("elsewhere.db"), _folder.At("backup.db"));

        Assert.Equal((ExitCode.Refused, ExitCode.Refused), (folder.ExitCode, store.ExitCode));
        Assert.Contains("Another control plane uses", folder.Error, StringComparison.Ordinal);
        Assert.Contains("Another control plane uses", store.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_add_up_is_told_and_the_exit_code_says_so()
    {
        var pool = _folder.At("pool");
        Fill(pool);
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={pool}/headroom.db;Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "INSERT INTO counter (tenant, queue, state, jobs) VALUES ('t', 'q', 0, 7)";
            command.ExecuteNonQuery();
        }

        var table = Cli.Run("check", "--data", pool);
        var json = Cli.Run("check", "--data", pool, "--output", "json");
        var csv = Cli.Run("check", "--data", pool, "--output", "csv");

        Assert.Equal(ExitCode.Failed, table.ExitCode);
        Assert.Equal(
            """
            RULE      SUBJECT  PROBLEM
            counters  t/q      0 jobs are Waiting, and the counter says 7.

            """,
            table.Output);
        Assert.Equal("t/q", JsonDocument.Parse(json.Output).RootElement[0].GetProperty("subject").GetString());
        Assert.Equal(
            "rule,subject,problem\ncounters,t/q,\"0 jobs are Waiting, and the counter says 7.\"\n", csv.Output);
    }

    [Theory]
    [InlineData("backup", "--data", "nowhere", "x.db")]
    [InlineData("check", "--data", "nowhere")]
    [InlineData("restore", "--data", "nowhere", "no-backup.db")]
    public void What_is_not_there_is_said(params string[] arguments) =>
        Assert.Equal(ExitCode.NotFound, Cli.Run(arguments).ExitCode);

    [Fact]
    public void A_file_that_is_no_store_is_refused()
    {
        Directory.CreateDirectory(_folder.At("pool"));
        _folder.Write("pool/headroom.db", "no database");

        Assert.Equal(ExitCode.Failed, Cli.Run("check", "--data", _folder.At("pool")).ExitCode);
    }

    private static void Fill(string folder)
    {
        Directory.CreateDirectory(folder);
        using var store = Store.Open(StoreAddress.File(Path.Combine(folder, "headroom.db")), Fleet);
        using var writer = store.StartWriter(store.TakeLead("test", 0, 1)!);
        writer.WriteAsync(new StoreBatch
        {
            Settings = [new SettingVersion(StoredFleet.Setting, 1, 0, "headroom", StoredFleet.TextOf(Fleet))],
        }).GetAwaiter().GetResult();
    }
}
