using Headroom.Engines.Contract;
using Headroom.Engines.Tests.Conformance;
using Headroom.Testing;

namespace Headroom.Engines.Tests.Slurm;

[Collection(SlurmTestSuite.Name)]
public sealed class DaemonFailureTests(SlurmCluster cluster) : IDisposable
{
    public void Dispose()
    {
        if (Directory.Exists(Path.Combine(cluster.Folder, "run"))) cluster.Up();
    }

    // The controller stores what it has acknowledged some time later.
    [Fact]
    public async Task A_job_that_the_controller_lost_is_lost_and_not_the_one_that_got_its_number()
    {
        await using var test = new SlurmRuns(cluster);
        var mark = test.Scratch("ran");
        var lost = SlurmRuns.Script("first", $"echo first >>{mark}; sleep 300");
        await test.StartAsync(lost);
        cluster.Kill("slurmctld");
        var down = await test.Engine.FindAsync(RunId.Of("first"), TestContext.Current.CancellationToken);
        cluster.Up();

        await test.StartAsync(SlurmRuns.Script("second", $"echo second >>{mark}; exit 7"));
        var second = await test.EndAsync("second");
        // If it survived after all, it goes on.
        if (await test.StateAsync("first") is not RunEnded)
            await test.StopAsync("first", new StopRules { Grace = TimeSpan.Zero });
        var first = await test.EndAsync("first");

        Assert.IsType<FindAnswer.CannotSay>(down);
        Assert.Equal((EndCause.Exited, 7), (second.Cause, second.ExitCode));
        Assert.False(first.IsSuccess);
        var lines = await File.ReadAllLinesAsync(mark, TestContext.Current.CancellationToken);
        Assert.Equal(lines.Distinct().Order(), lines.Order());
    }

    [Fact]
    public async Task A_run_goes_on_while_the_controller_is_away()
    {
        await using var test = new SlurmRuns(cluster);
        await test.StartAsync(test.Saves("a"));
        await test.UpAsync("a");
        // The controller has to have stored it.
        await Task.Delay(TimeSpan.FromSeconds(6), TestContext.Current.CancellationToken);

        cluster.Kill("slurmctld");
        var start = await test.StartAsync(test.Exits("b", 0));
        cluster.Up();

        Assert.IsType<StartAnswer.Unclear>(start);
        Assert.IsType<RunRunning>(await test.StateAsync("a"));
        Assert.IsType<StartAnswer.Accepted>(await test.StartAsync(test.Exits("b", 0)));
        Assert.True((await test.EndAsync("b")).IsSuccess);
    }

    // Its processes live on, and are ended only when the node's daemon is back.
    [Fact]
    public async Task A_run_whose_node_fell_silent_counts_as_running_until_the_node_is_back()
    {
        await using var test = new SlurmRuns(cluster);
        var beat = test.Scratch("beat");
        await test.StartAsync(SlurmRuns.Script("silent", $"echo up; while :; do date +%N >{beat}; sleep 0.05; done") with
        {
            Tasks = [new RunTask("a3")],
        });
        await test.UpAsync("silent");

        cluster.Kill("slurmd.a3");
        await Until.TrueAsync("Slurm gives the node up", () => test.Job("silent", "State:") == "NODE_FAIL");
        var beats = await File.ReadAllTextAsync(beat, TestContext.Current.CancellationToken);
        var silent = Assert.IsType<RunRunning>(await test.StateAsync("silent"));
        await Until.TrueAsync("it lives on", () => File.ReadAllText(beat) is { Length: > 0 } now && now != beats);
        cluster.Up();

        Assert.Contains("does not answer", Assert.Single(silent.Warnings), StringComparison.Ordinal);
        Assert.Equal(EndCause.Lost, (await test.EndAsync("silent")).Cause);
        await Until.TrueAsync("nothing of it runs", async () =>
        {
            var before = File.GetLastWriteTimeUtc(beat);
            await Task.Delay(TimeSpan.FromMilliseconds(500), TestContext.Current.CancellationToken);
            return File.GetLastWriteTimeUtc(beat) == before;
        });
    }

    [Fact]
    public async Task Exit_codes_come_while_accounting_is_down_and_accounting_hears_of_them_later()
    {
        await using var test = new SlurmRuns(cluster);
        cluster.Kill("slurmdbd");

        await test.StartAsync(test.Exits("unaccounted", 8));
        var ending = await test.EndAsync("unaccounted");
        cluster.Up();

        Assert.Equal(8, ending.ExitCode);
        await Until.TrueAsync(
            "accounting has it",
            () => cluster.Run("sacct", "-X", "-n", "-P", "--name=unaccounted", "-o", "ExitCode") == "8:0");
    }
}
