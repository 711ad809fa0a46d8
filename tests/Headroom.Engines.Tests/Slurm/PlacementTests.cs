using Headroom.Cluster;
using Headroom.Engines.Contract;
using Headroom.Engines.Slurm;
using Headroom.Engines.Tests.Conformance;
using Headroom.Testing;

namespace Headroom.Engines.Tests.Slurm;

[Collection(SlurmTestSuite.Name)]
public sealed class PlacementTests(SlurmCluster cluster)
{
    private static readonly GpuSet Two = GpuSet.Of(0).With(1);

    [Fact]
    public async Task A_run_gets_the_node_and_as_many_accelerators_as_it_was_given()
    {
        await using var test = new SlurmRuns(cluster);
        var order = SlurmRuns.Script("gpus", "echo $SLURMD_NODENAME $CUDA_VISIBLE_DEVICES") with
        {
            Tasks = [new RunTask("a2", Two)],
        };

        await test.StartAsync(order);
        await test.EndAsync("gpus");

        Assert.Matches(@"^a2 \d,\d\n$", await test.LogAsync("gpus", new(LogStream.Output)));
    }

    [Fact]
    public async Task Tasks_of_a_gang_start_together_each_on_its_node()
    {
        await using var test = new SlurmRuns(cluster);
        var order = SlurmRuns.Script("gang", "echo $HEADROOM_TASK $SLURMD_NODENAME $CUDA_VISIBLE_DEVICES") with
        {
            Tasks = [new RunTask("a2", Two), new RunTask("a3", Two)],
        };

        await test.StartAsync(order);
        var ending = await test.EndAsync("gang");

        Assert.True(ending.IsSuccess, ending.Sentence);
        var lines = (await test.LogAsync("gang", new(LogStream.Output))).Split('\n').Where(line => line.Length > 0);
        Assert.Equal(["0 a2 0,1", "1 a3 0,1"], lines.Order());
    }

    [Fact]
    public async Task A_gang_is_stopped_as_a_whole()
    {
        await using var test = new SlurmRuns(cluster);
        await test.StartAsync(test.Runs("gang") with { Tasks = [new RunTask("a2"), new RunTask("a3")] });
        await Until.TrueAsync(
            "both are up", async () => await test.LogAsync("gang", new(LogStream.Output)) == "up\nup\n");

        await test.StopAsync("gang", new StopRules { Grace = TimeSpan.FromDays(1) });

        Assert.Equal(EndCause.Stopped, (await test.EndAsync("gang")).Cause);
    }

    [Fact]
    public async Task Where_the_cluster_chooses_no_node_is_named_to_it()
    {
        await using var test = new SlurmRuns(
            cluster, options => options with { Placement = SlurmPlacement.Cluster, Partition = "spot" });
        await test.StartAsync(test.Exits("anywhere", 0) with { Tasks = [new RunTask("a4", Two)] });
        await test.EndAsync("anywhere");

        Assert.Equal("spot||gres:gpu:h100:2", test.Job("anywhere", "Partition:|,ReqNodes:|,tres-per-node:"));
    }

    [Fact]
    public async Task A_share_of_an_accelerator_is_refused_where_the_site_shares_none()
    {
        await using var test = new SlurmRuns(cluster);

        var answer = await test.StartAsync(
            test.Exits("share", 0) with { Tasks = [new RunTask("a1", GpuSet.Of(0), 500)] });

        var refusal = Assert.IsType<StartAnswer.Refused>(answer).Refusal;
        Assert.Equal(RefusalReason.NotPossibleHere, refusal.Reason);
        Assert.Contains("gres/shard", refusal.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_Slurm_does_not_take_is_refused_in_its_words_and_leaves_nothing()
    {
        await using var test = new SlurmRuns(cluster, options => options with { Reservation = "nobody-made-it" });

        var refusal = Assert.IsType<StartAnswer.Refused>(await test.StartAsync(test.Exits("a", 0))).Refusal;

        Assert.Contains("reservation", refusal.Sentence, StringComparison.Ordinal);
        Assert.Empty(await test.ListAsync(""));
    }

    [Fact]
    public async Task What_others_run_is_taken_and_what_we_run_is_not()
    {
        await using var test = new SlurmRuns(cluster);
        var foreign = cluster.Run(
            "sbatch", "--parsable", "-w", "a4", "--gres=gpu:3", "-c", "4", "--mem=1G", "-o", "/dev/null", "-D", "/",
            "--wrap", "sleep 300");
        await test.StartAsync(test.Runs("ours") with { Tasks = [new RunTask("a4", Two)] });
        await test.UpAsync("ours");
        await Until.TrueAsync("the other runs", () => cluster.Run("squeue", "-h", "-j", foreign, "-o", "%T") == "RUNNING");

        var found = await test.Engine.DiscoverAsync(TestContext.Current.CancellationToken);
        cluster.Run("scancel", foreign);

        var node = found.Nodes.Single(node => node.Name == "a4");
        Assert.Equal(new TakenByOthers(4_000, 1_024, 3), node.Taken);
        Assert.Equal(new NodePlace("", "slurm", "block1", "rack2"), node.Place);
        Assert.Equal(["h100", "a"], node.Features);
        Assert.Equal(Enumerable.Repeat(new DiscoveredGpu("h100"), 8), node.Gpus);
    }

    [Fact]
    public async Task A_drained_node_is_found_and_takes_no_work()
    {
        await using var test = new SlurmRuns(cluster);
        cluster.Run("scontrol", "update", "nodename=a4", "state=drain", "reason=test");

        var found = await test.Engine.DiscoverAsync(TestContext.Current.CancellationToken);
        cluster.Run("scontrol", "update", "nodename=a4", "state=resume");

        Assert.Equal(["a1", "a2", "a3"], found.Nodes.Where(node => node.IsUsable).Select(node => node.Name));
        Assert.Contains("a4", Assert.Single(found.Warnings), StringComparison.Ordinal);
    }
}
