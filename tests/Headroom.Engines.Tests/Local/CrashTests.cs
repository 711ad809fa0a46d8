using System.Diagnostics;
using Headroom.Engines.Contract;
using Headroom.Engines.Local.Files;
using Headroom.Engines.Local.Processes;

namespace Headroom.Engines.Tests.Local;

/// <summary>The control plane or a supervisor is killed with SIGKILL.</summary>
public sealed class CrashTests
{
    [Fact]
    public async Task Runs_go_on_without_the_control_plane_and_are_found_with_their_exit_codes()
    {
        await using var runs = new LocalRuns();
        var script = $": > '{runs.Scratch("up")}'.$INDEX; while [ ! -e '{runs.Scratch("go")}' ]; do sleep 0.05; done; exit $INDEX";
        await KillControlPlaneAsync(runs, 4, "/bin/sh", "-c", script, () => Enumerable.Range(0, 4)
            .All(index => File.Exists(runs.Scratch($"up.{index}"))));

        await Until.TrueAsync("all are found running", async () =>
            (await ListAsync(runs)).Count(run => run.State is RunRunning) == 4);
        File.WriteAllText(runs.Scratch("go"), "");

        for (var index = 0; index < 4; index++)
        {
            var ending = await runs.EndAsync($"run-{index}");
            Assert.Equal((EndCause.Exited, index), (ending.Cause, ending.ExitCode));
        }
    }

    [Fact]
    public async Task Killed_in_the_middle_of_starting_every_accepted_order_runs_once()
    {
        await using var runs = new LocalRuns();
        var script = $"echo $INDEX >> '{runs.Scratch("ran")}'";
        await KillControlPlaneAsync(runs, 1000, "/bin/sh", "-c", script, () =>
            Directory.EnumerateDirectories(runs.Scratch("runs"), "run-*").Skip(3).Any());

        // Whether or not its acknowledgement came: what the engine has is run, and run once.
        foreach (var run in await ListAsync(runs)) await runs.EndAsync(run.Id.Text);

        var ran = File.ReadAllLines(runs.Scratch("ran"));
        Assert.Equal(ran.Length, ran.Distinct().Count());
        Assert.Equal((await ListAsync(runs)).Count, ran.Length);
    }

    [Fact]
    public async Task A_run_whose_supervisor_was_killed_is_lost_and_nothing_of_it_is_left()
    {
        await using var runs = new LocalRuns();
        await runs.StartAsync(LocalRuns.Script(
            "orphan",
            $"(setsid /bin/sh -c 'while :; do sleep 0.1; done' & echo $! > '{runs.Scratch("daemon")}'); : > '{runs.Scratch("up")}'; while :; do sleep 0.1; done"));
        await runs.MadeAsync("up");
        await Until.TrueAsync("it was written down", () => File.Exists(runs.FolderOf("orphan").Started));
        var begun = StateJson.Read<RunBegun>(runs.FolderOf("orphan").Begun)!;
        var started = StateJson.Read<RunStarted>(runs.FolderOf("orphan").Started)!;
        var daemon = ProcessEntry.Of(int.Parse(File.ReadAllText(runs.Scratch("daemon"))))!;

        Signals.Send(begun.Supervisor, Signals.Kill);

        var ending = await runs.EndAsync("orphan");
        Assert.Equal((EndCause.Lost, null, null), (ending.Cause, ending.ExitCode, ending.Signal));
        Assert.False(ending.IsSuccess);
        Assert.All([started.Process, daemon.Identity], process => Assert.False(IsAlive(process)));
    }

    [Fact]
    public async Task A_supervisor_killed_after_its_program_had_ended_well_is_lost_all_the_same()
    {
        await using var runs = new LocalRuns();
        await runs.StartAsync(LocalRuns.Order("unsaid", "sleep", "3600"));
        await Until.TrueAsync("it runs", () => File.Exists(runs.FolderOf("unsaid").Started));
        var begun = StateJson.Read<RunBegun>(runs.FolderOf("unsaid").Begun)!;
        Signals.Send(begun.Supervisor, 19);
        Signals.Send(StateJson.Read<RunStarted>(runs.FolderOf("unsaid").Started)!.Process, Signals.Terminate);

        Signals.Send(begun.Supervisor, Signals.Kill);

        Assert.Equal(EndCause.Lost, (await runs.EndAsync("unsaid")).Cause);
    }

    [Fact]
    public async Task An_order_whose_supervisor_never_began_is_carried_out_by_who_looks()
    {
        await using var runs = new LocalRuns();
        Assert.True(await runs.Open().FindAsync(RunId.Of("left"), CancellationToken.None) is FindAnswer.Absent);
        var draft = Directory.CreateDirectory(runs.FolderOf("left").Path).FullName;
        var order = new RunOrderFile(LocalRuns.Script("left", "exit 5"), UsesCgroups: false);
        WholeFile.Write(Path.Combine(draft, "order.json"), StateJson.Bytes(order));

        Assert.Equal(5, (await runs.EndAsync("left")).ExitCode);
    }

    [Fact]
    public async Task Sigterm_to_a_supervisor_stops_its_run_and_is_written_down()
    {
        await using var runs = new LocalRuns();
        await runs.StartAsync(LocalRuns.Order("shutdown", "sleep", "3600"));
        await Until.TrueAsync("it runs", () => File.Exists(runs.FolderOf("shutdown").Started));

        Signals.Send(StateJson.Read<RunBegun>(runs.FolderOf("shutdown").Begun)!.Supervisor, Signals.Terminate);

        Assert.Equal(EndCause.Stopped, (await runs.EndAsync("shutdown")).Cause);
    }

    private static bool IsAlive(ProcessIdentity process) =>
        ProcessEntry.Of(process.Pid) is { IsZombie: false } entry && entry.Identity == process;

    private static async Task<IReadOnlyList<FoundRun>> ListAsync(LocalRuns runs) => Assert.IsType<ListAnswer.Listed>(
        await runs.Engine.ListAsync("run-", TestContext.Current.CancellationToken)).Runs;

    private static async Task KillControlPlaneAsync(
        LocalRuns runs, int count, string program, string option, string script, Func<bool> isTime)
    {
        var start = new ProcessStartInfo(
            LocalRuns.Host, ["engine", runs.Root, $"{count}", program, option, script])
        {
            RedirectStandardOutput = true,
        };
        using var host = Process.Start(start)!;
        await Until.TrueAsync("it is time to kill the control plane", isTime);
        host.Kill();
        await host.WaitForExitAsync(TestContext.Current.CancellationToken);
    }
}
