using Headroom.Engines.Contract;
using Headroom.Engines.Local.Processes;

namespace Headroom.Engines.Tests.Local;

public sealed class StopTests
{
    [Fact]
    public async Task A_polite_program_ends_on_sigterm_and_says_how()
    {
        await using var runs = new LocalRuns();
        await runs.StartAsync(LocalRuns.Script(
            "polite", $"trap 'echo bye; exit 7' TERM; : > '{runs.Scratch("up")}'; while :; do sleep 0.1; done"));
        await runs.MadeAsync("up");

        await runs.StopAsync("polite");

        var ending = await runs.EndAsync("polite");
        Assert.Equal((EndCause.Stopped, 7), (ending.Cause, ending.ExitCode));
        Assert.False(ending.IsSuccess);
        Assert.Equal("bye\n", await runs.TextAsync("polite"));
    }

    [Fact]
    public async Task A_program_saves_its_work_on_the_checkpoint_signal()
    {
        await using var runs = new LocalRuns();
        await runs.StartAsync(LocalRuns.Script(
            "saves", $"trap 'echo saved; exit 0' USR1; : > '{runs.Scratch("up")}'; while :; do sleep 0.1; done"));
        await runs.MadeAsync("up");

        await runs.StopAsync("saves", new StopRules
        {
            Checkpoint = CheckpointSignal.User1,
            CheckpointWait = TimeSpan.FromHours(1),
        });

        var ending = await runs.EndAsync("saves");
        Assert.Equal((EndCause.Stopped, 0), (ending.Cause, ending.ExitCode));
        Assert.False(ending.IsSuccess);
        Assert.Equal("saved\n", await runs.TextAsync("saves"));
    }

    [Fact]
    public async Task A_program_that_ignores_sigterm_is_killed_after_its_grace()
    {
        await using var runs = new LocalRuns();
        await runs.StartAsync(LocalRuns.Script(
            "stubborn", $"trap '' TERM INT HUP USR1; : > '{runs.Scratch("up")}'; while :; do sleep 0.1; done"));
        await runs.MadeAsync("up");

        await runs.StopAsync("stubborn", new StopRules { Grace = TimeSpan.FromMilliseconds(200) });

        var ending = await runs.EndAsync("stubborn");
        Assert.Equal((EndCause.Stopped, Signals.Kill), (ending.Cause, ending.Signal));
    }

    [Fact]
    public async Task A_second_stop_cuts_the_waits_of_the_first()
    {
        await using var runs = new LocalRuns();
        await runs.StartAsync(LocalRuns.Script(
            "long", $"trap '' TERM; : > '{runs.Scratch("up")}'; while :; do sleep 0.1; done"));
        await runs.MadeAsync("up");

        await runs.StopAsync("long");
        Assert.IsType<RunStopping>(await runs.StateAsync("long"));
        await runs.StopAsync("long", LocalRuns.AtOnce);

        Assert.Equal(EndCause.Stopped, (await runs.EndAsync("long")).Cause);
    }

    [Fact]
    public async Task At_its_time_limit_a_run_is_stopped()
    {
        await using var runs = new LocalRuns();
        var order = LocalRuns.Order("limited", "sleep", "3600") with
        {
            Limits = new() { Time = TimeSpan.FromMilliseconds(300) },
        };

        var ending = await runs.RunAsync(order);

        Assert.Equal((EndCause.TimeLimit, Signals.Terminate), (ending.Cause, ending.Signal));
        Assert.Contains("time limit of 00:00:00.3", ending.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_that_comes_before_the_start_is_obeyed()
    {
        await using var runs = new LocalRuns();
        await runs.StartAsync(LocalRuns.Script("early", $"sleep 3600; : > '{runs.Scratch("ran")}'"));

        await runs.StopAsync("early", LocalRuns.AtOnce);

        Assert.Equal(EndCause.Stopped, (await runs.EndAsync("early")).Cause);
        Assert.False(File.Exists(runs.Scratch("ran")));
    }

    [Fact]
    public async Task A_stop_of_what_has_ended_changes_nothing_and_of_nothing_is_refused()
    {
        await using var runs = new LocalRuns();
        var ending = await runs.RunAsync(LocalRuns.Order("over", "true"));

        await runs.StopAsync("over");
        var answer = await runs.Engine.StopAsync(
            RunId.Of("never"), null, TestContext.Current.CancellationToken);

        Assert.Equal(ending, await runs.EndAsync("over"));
        Assert.Equal(RefusalReason.UnknownRun, Assert.IsType<EngineAnswer.Refused>(answer).Refusal.Reason);
    }
}
