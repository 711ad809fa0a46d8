using Headroom.Engines.Contract;

namespace Headroom.Engines.Tests.Conformance;

/// <summary>What every engine must do for a control plane to trust it.</summary>
public abstract class EngineConformance
{
    private static readonly StopRules AtOnce = new() { Grace = TimeSpan.Zero };
    private static readonly StopRules Patient = new() { Grace = TimeSpan.FromDays(1) };

    protected abstract IEngineUnderTest Create();

    [Fact]
    public async Task A_run_is_absent_then_accepted_then_ended_for_good()
    {
        await using var test = Create();
        Assert.Null(await test.StateAsync("a"));

        Assert.IsType<StartAnswer.Accepted>(await test.StartAsync(test.Exits("a", 7)));

        var ending = await test.EndAsync("a");
        Assert.True(ending is { Cause: EndCause.Exited, ExitCode: 7, Signal: null, StartedAt: not null }, $"{ending}");
        Assert.Equal(ending, await test.EndAsync("a"));
    }

    [Fact]
    public async Task A_second_start_is_no_second_run()
    {
        await using var test = Create();
        await test.StartAsync(test.Exits("a", 0));
        Assert.IsType<StartAnswer.Known>(await test.StartAsync(test.Exits("a", 0)));
        var ending = await test.EndAsync("a");

        var late = Assert.IsType<StartAnswer.Known>(await test.StartAsync(test.Exits("a", 0)));

        Assert.Equal(new RunEnded(ending), late.State);
        Assert.True(ending.IsSuccess);
    }

    [Fact]
    public async Task A_run_id_is_good_for_one_order()
    {
        await using var test = Create();
        await test.StartAsync(test.Exits("a", 0));

        var answer = Assert.IsType<StartAnswer.Refused>(await test.StartAsync(test.Exits("a", 1)));

        Assert.Equal(RefusalReason.OtherOrder, answer.Refusal.Reason);
        Assert.Equal(0, (await test.EndAsync("a")).ExitCode);
    }

    [Fact]
    public async Task What_is_refused_leaves_nothing()
    {
        await using var test = Create();

        var invalid = await test.StartAsync(test.Exits("a", 0) with { Command = [] });
        var elsewhere = await test.StartAsync(test.Exits("b", 0) with { Tasks = [new RunTask("no-such-node")] });

        Assert.Equal(RefusalReason.InvalidOrder, Assert.IsType<StartAnswer.Refused>(invalid).Refusal.Reason);
        Assert.Equal(RefusalReason.UnknownNode, Assert.IsType<StartAnswer.Refused>(elsewhere).Refusal.Reason);
        Assert.Empty(await test.ListAsync(""));
    }

    [Fact]
    public async Task Runs_are_listed_by_the_beginning_of_their_names_and_in_their_order()
    {
        await using var test = Create();
        foreach (var id in new[] { "b-2", "a-1", "b-10", "b" }) await test.StartAsync(test.Exits(id, 0));

        Assert.Equal(["a-1", "b", "b-10", "b-2"], (await test.ListAsync("")).Select(run => run.Id.Text));
        Assert.Equal(["b-10", "b-2"], (await test.ListAsync("b-")).Select(run => run.Id.Text));
        Assert.Empty(await test.ListAsync("c"));
    }

    [Fact]
    public async Task A_stopped_run_ends_by_sigterm_and_never_counts_as_success()
    {
        await using var test = Create();
        await test.StartAsync(test.Runs("a"));
        await test.UpAsync("a");

        Assert.IsType<EngineAnswer.Done>(await test.StopAsync("a", Patient));
        Assert.IsType<EngineAnswer.Done>(await test.StopAsync("a", Patient));

        var ending = await test.EndAsync("a");
        Assert.Equal((EndCause.Stopped, 15), (ending.Cause, ending.Signal));
        Assert.False(ending.IsSuccess);
        Assert.IsType<EngineAnswer.Done>(await test.StopAsync("a", null));
        Assert.Equal(ending, await test.EndAsync("a"));
    }

    [Fact]
    public async Task A_run_may_save_its_work_before_it_stops()
    {
        await using var test = Create();
        await test.StartAsync(test.Saves("a"));
        await test.UpAsync("a");

        await test.StopAsync("a", Patient with
        {
            Checkpoint = CheckpointSignal.User1,
            CheckpointWait = TimeSpan.FromDays(1),
        });

        var ending = await test.EndAsync("a");
        Assert.Equal((EndCause.Stopped, 0, false), (ending.Cause, ending.ExitCode, ending.IsSuccess));
    }

    [Fact]
    public async Task A_run_that_does_not_listen_is_killed_after_its_grace()
    {
        await using var test = Create();
        await test.StartAsync(test.IgnoresTerminate("a"));
        await test.UpAsync("a");

        await test.StopAsync("a", Patient);
        Assert.IsType<RunStopping>(await test.StateAsync("a"));
        await test.StopAsync("a", AtOnce);

        var ending = await test.EndAsync("a");
        Assert.Equal((EndCause.Stopped, 9), (ending.Cause, ending.Signal));
    }

    [Fact]
    public async Task At_its_time_limit_a_run_is_stopped()
    {
        await using var test = Create();

        await test.StartAsync(test.Runs("a") with { Limits = new() { Time = TimeSpan.FromMilliseconds(200) } });

        Assert.Equal(EndCause.TimeLimit, (await test.EndAsync("a")).Cause);
    }

    [Fact]
    public async Task A_stop_of_an_unknown_run_is_refused()
    {
        await using var test = Create();

        var answer = Assert.IsType<EngineAnswer.Refused>(await test.StopAsync("a", null));

        Assert.Equal(RefusalReason.UnknownRun, answer.Refusal.Reason);
    }

    [Fact]
    public async Task Reports_tell_how_things_stand_and_then_each_change_and_never_go_back()
    {
        await using var test = Create();
        await test.StartAsync(test.Exits("before", 0));
        await test.EndAsync("before");
        await test.StartAsync(test.Runs("stays"));
        await test.UpAsync("stays");

        var steps = new List<int>();
        var ended = new HashSet<string>();
        await foreach (var run in test.Engine.ReportsAsync(TestContext.Current.CancellationToken))
        {
            if (run.State is RunEnded) ended.Add(run.Id.Text);
            if (run.Id.Text == "stays") steps.Add(Step(run.State));
            if (steps.Count == 1 && ended.Contains("before")) await test.StopAsync("stays", AtOnce);
            if (ended.Count == 2) break;
        }

        Assert.Equal(["before", "stays"], ended.Order());
        Assert.Equal(steps.Order(), steps);
        Assert.Equal((1, 3), (steps[0], steps[^1]));
    }

    [Fact]
    public async Task Logs_are_read_from_any_offset_and_followed_to_their_end()
    {
        await using var test = Create();
        await test.StartAsync(test.Prints("a", "to output\n", "to error\n"));

        var rest = test.KeepsStreamsApart ? "" : "to error\n";
        var complaint = test.KeepsStreamsApart ? "to error\n" : "";
        Assert.Equal($"to output\n{rest}", await test.LogAsync("a", new(LogStream.Output, Follow: true)));
        Assert.Equal(complaint, await test.LogAsync("a", new(LogStream.Error, Follow: true)));
        Assert.Equal($"output\n{rest}", await test.LogAsync("a", new(LogStream.Output, Offset: 3)));
        Assert.Equal(rest, await test.LogAsync("a", new(LogStream.Output, Offset: 10)));
        Assert.Equal("", await test.LogAsync("none", new(LogStream.Output, Follow: true)));
    }

    [Fact]
    public async Task What_has_ended_can_be_forgotten_and_is_absent_then()
    {
        await using var test = Create();
        await test.StartAsync(test.Runs("a"));

        var early = await test.ForgetAsync("a");
        await test.StopAsync("a", AtOnce);
        await test.EndAsync("a");

        Assert.Equal(RefusalReason.StillRunning, Assert.IsType<EngineAnswer.Refused>(early).Refusal.Reason);
        Assert.IsType<EngineAnswer.Done>(await test.ForgetAsync("a"));
        Assert.IsType<EngineAnswer.Done>(await test.ForgetAsync("a"));
        Assert.Null(await test.StateAsync("a"));
    }

    [Fact]
    public async Task A_control_plane_that_knows_nothing_finds_everything()
    {
        await using var test = Create();
        await test.StartAsync(test.Exits("ends", 5));
        await test.StartAsync(test.Runs("runs"));
        await test.UpAsync("runs");

        test.Restart();

        Assert.Equal(["ends", "runs"], (await test.ListAsync("")).Select(run => run.Id.Text));
        Assert.Equal(5, (await test.EndAsync("ends")).ExitCode);
        Assert.IsType<RunRunning>(await test.StateAsync("runs"));
        Assert.IsType<StartAnswer.Known>(await test.StartAsync(test.Runs("runs")));
        await test.StopAsync("runs", AtOnce);
        Assert.Equal(EndCause.Stopped, (await test.EndAsync("runs")).Cause);
    }

    [Fact]
    public async Task The_nodes_that_orders_name_are_discovered()
    {
        await using var test = Create();

        var discovered = await test.Engine.DiscoverAsync(TestContext.Current.CancellationToken);

        var node = Assert.Single(discovered.Nodes, node => node.Name == test.Exits("a", 0).Tasks[0].Node);
        Assert.True(node.CpuMillicores > 0 && node.MemoryMiB > 0);
    }

    private static int Step(RunState state) => state switch
    {
        RunAccepted => 0,
        RunRunning => 1,
        RunStopping => 2,
        _ => 3,
    };
}
