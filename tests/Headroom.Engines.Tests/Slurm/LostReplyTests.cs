using Headroom.Engines.Contract;
using Headroom.Engines.Slurm;
using Headroom.Engines.Tests.Conformance;
using Headroom.Testing;

namespace Headroom.Engines.Tests.Slurm;

[Collection(SlurmTestSuite.Name)]
public sealed class LostReplyTests(SlurmCluster cluster)
{
    private const string NoAnswer = "echo 'error: Unable to contact slurm controller (connect failure)' >&2; exit 1";

    [Fact]
    public async Task A_submission_whose_answer_is_lost_is_found_by_its_name()
    {
        using var programs = new StandInPrograms();
        await using var test = Runs(programs);
        programs.Replace("sbatch", $"$real/sbatch \"$@\" >/dev/null; {NoAnswer}");
        Assert.IsType<StartAnswer.Unclear>(await test.StartAsync(test.Exits("lost", 3)));
        Assert.Equal("PENDING", test.Job("lost", "State:"));
        programs.Restore("sbatch");

        Assert.IsType<StartAnswer.Known>(await test.StartAsync(test.Exits("lost", 3)));

        Assert.Equal(3, (await test.EndAsync("lost")).ExitCode);
        Assert.Equal("FAILED", test.Job("lost", "State:"));
    }

    [Fact]
    public async Task A_start_that_was_cut_off_before_its_release_is_taken_up_by_the_next_control_plane()
    {
        using var programs = new StandInPrograms();
        await using var test = Runs(programs);
        programs.Replace("scontrol", $"if [ \"$1\" = release ]; then {NoAnswer}; fi; exec $real/scontrol \"$@\"");
        Assert.IsType<StartAnswer.Unclear>(await test.StartAsync(test.Exits("cut", 4)));
        programs.Restore("scontrol");

        test.Restart();
        Assert.IsType<RunAccepted>(await test.StateAsync("cut"));
        Assert.IsType<StartAnswer.Known>(await test.StartAsync(test.Exits("cut", 4)));

        Assert.Equal(4, (await test.EndAsync("cut")).ExitCode);
    }

    [Fact]
    public async Task A_submission_that_arrives_twice_runs_once()
    {
        using var programs = new StandInPrograms();
        await using var test = Runs(programs, options => options with { OrphanWait = TimeSpan.Zero });
        programs.Replace("sbatch", "$real/sbatch \"$@\"; $real/sbatch \"$@\" >/dev/null");

        await test.StartAsync(test.Exits("twice", 5));

        Assert.Equal(5, (await test.EndAsync("twice")).ExitCode);
        await Until.TrueAsync("the other is gone", async () =>
        {
            await test.ListAsync("");
            return test.Job("twice", "State:|").Split('\n').Order().SequenceEqual(["CANCELLED|", "FAILED|"]);
        });
    }

    [Fact]
    public async Task What_the_controller_has_forgotten_accounting_tells()
    {
        using var programs = new StandInPrograms();
        await using var test = Runs(programs);
        await test.StartAsync(test.Exits("old", 6));
        await Until.TrueAsync("it ended", () => test.Job("old", "State:") == "FAILED");
        await Until.TrueAsync(
            "accounting has it", () => cluster.Run("sacct", "-X", "-n", "-P", "--name=old", "-o", "ExitCode") == "6:0");
        programs.Replace("squeue", "exit 0");

        var ending = await test.EndAsync("old");

        Assert.Equal((EndCause.Exited, 6), (ending.Cause, ending.ExitCode));
    }

    [Fact]
    public async Task A_run_that_nobody_knows_is_lost_only_once_accounting_says_so_too()
    {
        using var programs = new StandInPrograms();
        await using var test = Runs(programs);
        await test.StartAsync(test.Exits("gone", 0));
        programs.Replace("squeue", "exit 0");
        programs.Replace("sacct", "echo 'sacct: error: Problem talking to the database: Connection refused' >&2; exit 1");
        var unsure = await test.Engine.FindAsync(RunId.Of("gone"), TestContext.Current.CancellationToken);
        programs.Replace("sacct", "exit 0");

        var ending = await test.EndAsync("gone");
        programs.Restore("squeue");

        Assert.IsType<FindAnswer.CannotSay>(unsure);
        Assert.Equal((EndCause.Lost, false), (ending.Cause, ending.IsSuccess));
    }

    [Fact]
    public async Task A_held_job_of_this_pool_that_nobody_has_a_record_of_is_removed()
    {
        await using var test = new SlurmRuns(cluster, options => options with { OrphanWait = TimeSpan.Zero });
        string[] Orphan(string name, string pool) =>
        [
            "--parsable", "--hold", "-J", name, "-D", "/", "-o", "/dev/null",
            $"--comment=headroom/v1 pool={pool} run={name} order=0123456789abcdef", "--wrap", "true",
        ];
        cluster.Run("sbatch", Orphan("orphan", test.Pool));
        cluster.Run("sbatch", Orphan("foreign", "somebody-else"));

        await Until.TrueAsync("it is gone", async () =>
        {
            await test.ListAsync("");
            return test.Job("orphan", "State:") == "CANCELLED";
        });

        Assert.Equal("PENDING", test.Job("foreign", "State:"));
        cluster.Run("scancel", "--name=foreign");
    }

    private SlurmRuns Runs(
        StandInPrograms programs, Func<SlurmEngineOptions, SlurmEngineOptions>? change = null) =>
        new(cluster, options =>
        {
            var reached = options with { Access = options.Access with { Programs = programs.Path } };
            return change is null ? reached : change(reached);
        });
}
