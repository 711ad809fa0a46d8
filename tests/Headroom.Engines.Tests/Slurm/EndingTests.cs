using Headroom.Engines.Contract;
using Headroom.Engines.Tests.Conformance;
using Headroom.Testing;

namespace Headroom.Engines.Tests.Slurm;

[Collection(SlurmTestSuite.Name)]
public sealed class EndingTests(SlurmCluster cluster)
{
    [Fact]
    public async Task A_signal_of_others_is_told_from_an_exit_code()
    {
        await using var test = new SlurmRuns(cluster);
        await test.StartAsync(SlurmRuns.Script("fault", "kill -SEGV $$"));

        var ending = await test.EndAsync("fault");

        Assert.Equal((EndCause.Signalled, 11, null), (ending.Cause, ending.Signal, ending.ExitCode));
    }

    [Fact]
    public async Task A_program_gets_its_arguments_its_environment_and_its_folder_as_they_are()
    {
        await using var test = new SlurmRuns(cluster);
        var order = SlurmRuns.Order("exact", "/bin/sh", "-c", "pwd; printf '%s|' \"$@\" \"$X\"", "sh", "a b", "$(id)", "'") with
        {
            Environment = [new("PATH", "/usr/bin:/bin"), new("X", "1 2\n\"3\"")],
            WorkingDirectory = test.Scratch("made here"),
            MakesWorkingDirectory = true,
        };

        await test.StartAsync(order);
        await test.EndAsync("exact");

        Assert.Equal(
            $"{order.WorkingDirectory}\na b|$(id)|'|1 2\n\"3\"|", await test.LogAsync("exact", new(LogStream.Output)));
    }

    [Fact]
    public async Task A_run_that_waits_on_the_cluster_is_stopped_before_it_starts()
    {
        await using var test = new SlurmRuns(cluster);
        var all = new RunTask("a2", new Headroom.Cluster.GpuSet(0xff));
        await test.StartAsync(test.Runs("first") with { Tasks = [all] });
        await test.UpAsync("first");
        await test.StartAsync(test.Runs("second") with { Tasks = [all] });
        Assert.IsType<RunAccepted>(await test.StateAsync("second"));

        await test.StopAsync("second", rules: null);

        var ending = await test.EndAsync("second");
        Assert.Equal((EndCause.Stopped, null, null), (ending.Cause, ending.StartedAt, ending.ExitCode));
    }

    [Fact]
    public async Task Who_cancels_a_job_on_the_cluster_ends_its_run_for_good()
    {
        await using var test = new SlurmRuns(cluster);
        await test.StartAsync(test.Runs("a"));
        await test.UpAsync("a");

        cluster.Run("scancel", "--name=a");

        var ending = await test.EndAsync("a");
        Assert.Equal(EndCause.Stopped, ending.Cause);
        Assert.Contains("on the cluster", ending.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Slurm_is_given_whole_minutes_and_ends_a_run_that_nobody_watches()
    {
        await using var test = new SlurmRuns(cluster);
        await test.StartAsync(test.Runs("limited") with
        {
            Limits = new() { MemoryMiB = 100, Time = TimeSpan.FromSeconds(61) },
        });
        Assert.Equal("3:00", test.Job("limited", "TimeLimit:"));
        await test.StopAsync("limited", new StopRules { Grace = TimeSpan.Zero });
        await test.StartAsync(test.Runs("long"));
        await test.UpAsync("long");

        cluster.Run("scontrol", "update", $"jobid={test.Job("long", "JobID:")}", "TimeLimit=1");

        var ending = await test.EndAsync("long");
        Assert.Equal(EndCause.TimeLimit, ending.Cause);
        Assert.True(ending.WallTime >= TimeSpan.FromMinutes(1), $"{ending.WallTime}");
    }

    // The cluster queues again what ends with 99, whatever a job says.
    [Fact]
    public async Task A_job_that_Slurm_queues_again_runs_once_and_has_its_exit_code()
    {
        await using var test = new SlurmRuns(cluster);
        var mark = test.Scratch("ran");
        await test.StartAsync(SlurmRuns.Script("again", $"echo ran >>{mark}; exit 99"));

        var ending = await test.EndAsync("again");

        Assert.Equal((EndCause.Exited, 99), (ending.Cause, ending.ExitCode));
        await Until.TrueAsync("its job is gone", () => test.Job("again", "State:") == "CANCELLED");
        Assert.Equal("ran\n", await File.ReadAllTextAsync(mark, TestContext.Current.CancellationToken));
    }
}
