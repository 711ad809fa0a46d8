using Headroom.Client.Jobs;
using Headroom.Client.Wire;
using Headroom.Server.Keeping;
using Headroom.Storage;
using Headroom.Storage.Faults;

namespace Headroom.Server.Tests;

/// <summary>How a control plane looks after its store while it runs.</summary>
public sealed class UpkeepTests
{
    [Fact]
    public async Task Snapshots_are_taken_while_jobs_run_and_old_events_go_and_the_next_start_finds_all()
    {
        await using var pool = await RealPool.StartAsync();
        pool.Upkeep = new UpkeepOptions
        {
            Look = TimeSpan.FromMilliseconds(20),
            SnapshotEvents = 1,
            RetentionPeriod = TimeSpan.FromMilliseconds(40),
            EventsKept = TimeSpan.FromMilliseconds(1),
            MessagesKept = TimeSpan.FromMilliseconds(1),
        };
        await pool.RestartAsync();
        using (var admin = pool.Admin)
        {
            await admin.SubmitAsync(RealPool.Script("true") with { Array = 20 }, "a");
            await admin.SubmitAsync(RealPool.Script("sleep 600"), "b");
            await RealPool.UntilEndedAsync(admin, 20);
            await RealPool.UntilAsync(admin, 21, JobStatus.Running);
        }

        using (var store = ReadOnlyStore.Open(StoreOf(pool)))
        {
            while ((await FirstEventAsync(pool)) is null or 1) await Task.Delay(50);
            Assert.Empty(store.Check(await FleetAsync(store)));
        }

        await pool.RestartAsync();
        using var again = pool.Admin;
        Assert.Equal(JobStatus.Running, (await again.JobAsync(21)).State);
        Assert.Equal(22, (await again.SubmitAsync(RealPool.Script("true"), "c")).First);
        await again.CancelAsync(21);
        Assert.Equal(JobStatus.Cancelled, (await RealPool.UntilEndedAsync(again, 21)).State);
    }

    [Fact]
    public async Task Runs_that_ended_long_ago_are_forgotten_and_what_they_used_is_not()
    {
        await using var pool = await RealPool.StartAsync();
        using (var admin = pool.Admin)
        {
            await admin.SubmitAsync(RealPool.Script("echo hello") with { Array = 3 }, "a");
            await admin.SubmitAsync(RealPool.Script("sleep 600"), "b");
            await admin.SubmitAsync(RealPool.Script("echo kept > result"), "c");
            await RealPool.UntilEndedAsync(admin, 5);
            await RealPool.UntilEndedAsync(admin, 3);
            await RealPool.UntilEndedAsync(admin, 2);
            await RealPool.UntilEndedAsync(admin, 1);
            await RealPool.UntilAsync(admin, 4, JobStatus.Running);
            Assert.Equal("hello\n", (await admin.LogAsync(3, isError: false, 0)).Text);
        }

        pool.Upkeep = new UpkeepOptions
        {
            Look = TimeSpan.FromMilliseconds(20),
            RetentionPeriod = TimeSpan.FromMilliseconds(40),
            RunsKept = TimeSpan.FromMilliseconds(1),
        };
        await pool.RestartAsync();
        var runs = Path.Combine(pool.Folder, "engine", "runs");
        using var again = pool.Admin;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var work = Path.Combine(pool.Folder, "work");
        while (Directory.GetDirectories(runs, "hr-*").Length > 1 || Directory.GetDirectories(work).Length > 2)
            await Task.Delay(50, patience.Token);

        Assert.Equal(Path.Combine(runs, "hr-4-1-0"), Assert.Single(Directory.GetDirectories(runs, "hr-*")));
        Assert.Equal(["4", "5"], Directory.GetDirectories(work).Select(Path.GetFileName).Order());
        Assert.Equal("kept\n", File.ReadAllText(Path.Combine(work, "5", "result")));
        var gone = await Assert.ThrowsAsync<ApiException>(() => again.LogAsync(3, isError: false, 0));
        Assert.Equal(404, gone.Problem!.Status);
        Assert.Contains("no longer kept", gone.Message, StringComparison.Ordinal);
        var job = await again.JobAsync(3);
        Assert.Equal((JobStatus.Succeeded, 1), (job.State, job.Runs.Count));
        Assert.True(job.GpuSeconds > 0);
        await again.CancelAsync(4);
        await RealPool.UntilEndedAsync(again, 4);
    }

    [Fact]
    public async Task The_fleet_is_in_the_store_and_a_backup_of_a_running_pool_adds_up()
    {
        await using var pool = await RealPool.StartAsync();
        using var admin = pool.Admin;
        await admin.SubmitAsync(RealPool.Script("sleep 600"), "a");
        await RealPool.UntilAsync(admin, 1, JobStatus.Running);
        var backup = Path.Combine(pool.Folder, "backup.db");

        using (var store = ReadOnlyStore.Open(StoreOf(pool))) store.BackUp(backup);

        using var copy = ReadOnlyStore.Open(StoreAddress.File(backup));
        Assert.Empty(copy.Check(await FleetAsync(copy)));
        var held = Assert.Throws<IOException>(() => Restoring.Run(backup, StoreOf(pool), pool.Folder));
        Assert.Contains("Another control plane uses", held.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pool_that_is_restored_gives_no_id_again_that_came_after_its_backup()
    {
        await using var pool = await RealPool.StartAsync();
        using (var before = pool.Admin)
        {
            await before.SubmitAsync(RealPool.Script("echo first"), "a");
            await RealPool.UntilEndedAsync(before, 1);
        }

        var backup = Path.Combine(pool.Folder, "backup.db");
        using (var store = ReadOnlyStore.Open(StoreOf(pool))) store.BackUp(backup);
        using (var after = pool.Admin)
        {
            await after.SubmitAsync(RealPool.Script("echo lost") with { Array = 2 }, "b");
            await RealPool.UntilEndedAsync(after, 3);
        }

        await pool.RestartAsync(folder =>
        {
            foreach (var file in Directory.GetFiles(folder, "headroom.db*")) File.Delete(file);
            Restoring.Run(backup, StoreOf(pool), folder);
        });

        using var admin = pool.Admin;
        var made = await admin.SubmitAsync(RealPool.Script("echo new"), "c");
        var job = await RealPool.UntilEndedAsync(admin, made.First);
        Assert.Equal((4, JobStatus.Succeeded), (made.First, job.State));
        Assert.Equal("new\n", (await admin.LogAsync(made.First, isError: false, 0)).Text);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(backup));
    }

    [Fact]
    public void A_store_that_another_one_leads_is_refused_by_name_and_time_until_its_lease_ends()
    {
        var folder = Directory.CreateTempSubdirectory("headroom-lead-").FullName;
        using (var store = Store.Open(StoreAddress.File(Path.Combine(folder, "x.db")), RealPool.Fleet))
        {
            var now = DateTimeOffset.UnixEpoch.AddDays(1);
            var lease = TimeSpan.FromSeconds(30);
            var first = Leadership.Take(store, isAlone: false, now, lease);

            var refused = Assert.Throws<StoreException>(
                () => Leadership.Take(store, isAlone: false, now + TimeSpan.FromSeconds(29), lease));
            var second = Leadership.Take(store, isAlone: false, now + lease, lease);
            var alone = Leadership.Take(store, isAlone: true, now, lease);

            Assert.Equal(StoreFault.NewerLeader, refused.Fault);
            Assert.Contains(Environment.ProcessId.ToString(), refused.Message, StringComparison.Ordinal);
            Assert.Contains("until 1970-01-02 00:00:30Z", refused.Message, StringComparison.Ordinal);
            Assert.Equal((1, 2, 3), (first.Epoch, second.Epoch, alone.Epoch));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_control_plane_that_has_lost_its_lead_ends()
    {
        await using var pool = await RealPool.StartAsync();
        pool.Upkeep = new UpkeepOptions { Lease = TimeSpan.FromMilliseconds(300), Look = TimeSpan.FromHours(1) };
        await pool.RestartAsync();

        using (var store = Store.Open(StoreOf(pool), RealPool.Fleet))
            Assert.NotNull(store.TakeLead("another", long.MaxValue, long.MaxValue));

        await pool.EndedAsync();
    }

    [Fact]
    public async Task One_that_stops_gives_up_its_lead()
    {
        await using var pool = await RealPool.StartAsync();
        var until = 0L;

        await pool.RestartAsync(_ =>
        {
            using var store = Store.Open(StoreOf(pool), RealPool.Fleet);
            until = store.Leader().Until;
        });

        Assert.Equal(0, until);
    }

    [Fact]
    public void A_fleet_is_read_as_it_was_written()
    {
        var text = StoredFleet.TextOf(RealPool.Fleet);

        Assert.Equal(RealPool.Fleet.Nodes, StoredFleet.Parse(text).Nodes);
        Assert.Equal(text, StoredFleet.TextOf(StoredFleet.Parse(text)));
    }

    private static StoreAddress StoreOf(RealPool pool) => StoreAddress.File(Path.Combine(pool.Folder, "headroom.db"));

    private static async Task<Cluster.Fleets.Fleet> FleetAsync(ReadOnlyStore store) =>
        StoredFleet.Parse((await store.Access.SettingAsync(StoredFleet.Setting))!.Text);

    private static async Task<long?> FirstEventAsync(RealPool pool)
    {
        using var store = ReadOnlyStore.Open(StoreOf(pool));
        return (await store.EventsOf(RealPool.Fleet).AfterAsync(0, 1)) is [var first] ? first.Sequence : null;
    }
}
