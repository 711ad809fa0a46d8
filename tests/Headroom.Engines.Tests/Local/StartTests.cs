using Headroom.Cluster;
using Headroom.Engines.Contract;

namespace Headroom.Engines.Tests.Local;

public sealed class StartTests
{
    [Fact]
    public async Task The_same_order_at_once_from_many_sides_runs_once()
    {
        await using var runs = new LocalRuns();
        var order = LocalRuns.Script("once", $"echo ran >> '{runs.Scratch("count")}'");

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
            await runs.Open().StartAsync(order, TestContext.Current.CancellationToken))));
        await runs.EndAsync("once");
        var later = await runs.Engine.StartAsync(order, TestContext.Current.CancellationToken);

        Assert.Single(answers.OfType<StartAnswer.Accepted>());
        Assert.Equal(15, answers.OfType<StartAnswer.Known>().Count());
        Assert.IsType<RunEnded>(Assert.IsType<StartAnswer.Known>(later).State);
        Assert.Equal("ran\n", File.ReadAllText(runs.Scratch("count")));
    }

    [Fact]
    public async Task An_order_that_cannot_be_run_here_is_refused_with_what_to_do()
    {
        await using var runs = new LocalRuns();
        var good = LocalRuns.Order("good", "true");

        Assert.Equal(RefusalReason.InvalidOrder, await RefusalAsync(runs, good with { Command = [] }));
        Assert.Equal(RefusalReason.UnknownNode, await RefusalAsync(runs, good with { Tasks = [new RunTask("far")] }));
        Assert.Equal(
            RefusalReason.NotPossibleHere,
            await RefusalAsync(runs, good with { Tasks = [new RunTask("local"), new RunTask("local")] }));
        Assert.Null(await runs.StateAsync("good"));
    }

    [Fact]
    public async Task An_accelerator_that_is_not_there_is_refused()
    {
        await using var runs = new LocalRuns();
        runs.Use(runs.Open(gpus: [new DiscoveredGpu("A100"), new DiscoveredGpu("A100")]));

        var third = LocalRuns.Order("third", "true") with { Tasks = [new RunTask("local", GpuSet.Of(2))] };
        var second = third with { Id = RunId.Of("second"), Tasks = [new RunTask("local", GpuSet.Of(1))] };

        Assert.Equal(RefusalReason.NotPossibleHere, await RefusalAsync(runs, third));
        await runs.StartAsync(second);
    }

    [Fact]
    public async Task What_a_crash_left_unfinished_is_cleared_away_when_it_is_old()
    {
        await using var runs = new LocalRuns();
        foreach (var name in new[] { ".new-old", ".new-young", ".gone-a" })
            Directory.CreateDirectory(runs.Scratch($"runs/{name}"));
        Directory.SetLastWriteTimeUtc(runs.Scratch("runs/.new-old"), DateTime.UnixEpoch);

        runs.Open();

        Assert.Equal([runs.Scratch("runs/.new-young")], Directory.EnumerateDirectories(runs.Scratch("runs")));
    }

    [Fact]
    public async Task A_storage_that_takes_nothing_is_a_refusal_and_leaves_nothing()
    {
        await using var runs = new LocalRuns();
        Directory.Delete(runs.Scratch("runs"));
        File.WriteAllText(runs.Scratch("runs"), "in the way");

        var reason = await RefusalAsync(runs, LocalRuns.Order("nowhere", "true"));

        Assert.Equal(RefusalReason.StorageFailed, reason);
        File.Delete(runs.Scratch("runs"));
        Directory.CreateDirectory(runs.Scratch("runs"));
    }

    [Fact]
    public async Task A_folder_without_a_name_is_no_run()
    {
        await using var runs = new LocalRuns();
        Directory.CreateDirectory(runs.Scratch("runs/.new-left-by-a-crash"));
        Directory.CreateDirectory(runs.Scratch("runs/Not A Run"));

        var answer = await runs.Engine.ListAsync("", TestContext.Current.CancellationToken);

        Assert.Empty(Assert.IsType<ListAnswer.Listed>(answer).Runs);
    }

    private static async Task<RefusalReason> RefusalAsync(LocalRuns runs, RunOrder order)
    {
        var answer = await runs.Engine.StartAsync(order, TestContext.Current.CancellationToken);
        var refusal = Assert.IsType<StartAnswer.Refused>(answer).Refusal;
        Assert.EndsWith(".", refusal.Sentence, StringComparison.Ordinal);
        return refusal.Reason;
    }
}
