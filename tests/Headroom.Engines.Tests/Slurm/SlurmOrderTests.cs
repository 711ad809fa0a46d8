using Headroom.Cluster;
using Headroom.Engines.Contract;
using Headroom.Engines.Slurm;
using Headroom.Engines.Slurm.Calls;
using Headroom.Engines.Slurm.Runs;
using Headroom.Engines.Slurm.Tools;

namespace Headroom.Engines.Tests.Slurm;

public sealed class SlurmOrderTests : IDisposable
{
    private static readonly GpuSet Two = GpuSet.Of(0).With(5);

    private static readonly Dictionary<string, DiscoveredNode> Nodes = new[] { "a1", "a2" }.ToDictionary(
        name => name,
        name => new DiscoveredNode(name, 64_000, 512_000, ValueList.From(Enumerable.Repeat(new DiscoveredGpu("h100"), 8))));

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Tasks_of_a_node_add_up()
    {
        var order = Order(new("a1", Two), new("a1", Two), new("a2", Two), new("a2", Two)) with
        {
            Limits = new() { CpuMillicores = 1_500, MemoryMiB = 100 },
        };

        var submission = Of().SubmissionOf(order, Nodes);

        Assert.Equal((2, 4, 2, 200, "gpu:4"), (
            submission.NodeCount, submission.TaskCount, submission.CpusPerTask, submission.MemoryMiBPerNode,
            submission.GresPerNode));
    }

    [Fact]
    public void A_share_of_an_accelerator_is_as_many_shards_as_hold_it()
    {
        var order = Order(new RunTask("a1", GpuSet.Of(0), 301));

        Assert.Equal("shard:4", Of(new() { Root = "/", ShardsPerGpu = 10 }).SubmissionOf(order, Nodes).GresPerNode);
        Assert.Null(Of(new() { Root = "/", ShardsPerGpu = 10 }).Refusal(order, Nodes));
        Assert.NotNull(Of().Refusal(order, Nodes));
    }

    [Fact]
    public void What_Slurm_cannot_express_is_refused()
    {
        Assert.Equal(RefusalReason.UnknownNode, Of().Refusal(Order(new RunTask("b1")), Nodes)!.Reason);
        Assert.Contains("equally many", Sentence(new("a1", Two), new("a2")), StringComparison.Ordinal);
        Assert.Contains("evenly", Sentence(new("a1"), new("a1"), new("a2")), StringComparison.Ordinal);
        Assert.Contains("8 accelerators", Sentence(new RunTask("a1", new GpuSet(0x1ff))), StringComparison.Ordinal);
        Assert.Null(Of().Refusal(Order(new("a1", Two), new("a2", Two)), Nodes));
    }

    [Fact]
    public void Nothing_of_a_user_is_an_option_of_sbatch()
    {
        var order = Order(new RunTask("a1")) with { Command = ["--uid=0", "$(id)"], WorkingDirectory = "/a b" };

        var arguments = SubmitArguments.Of(Of().SubmissionOf(order, Nodes), "/run.sh");

        Assert.Equal(["/run.sh", "/a b", "1", "--uid=0", "$(id)"], arguments.TakeLast(5));
        Assert.Contains("--hold", arguments);
    }

    [Fact]
    public void A_mark_is_known_again_and_nobody_elses()
    {
        var order = Order(new RunTask("a1"));
        var mark = RunMark.Of("pool", order);
        var job = new SlurmJob(1, order.Id.Text, "PENDING") { Comment = mark.ToString() };

        Assert.Equal(mark, RunMark.Of(job));
        Assert.NotEqual(mark, RunMark.Of("pool", order with { Command = ["other"] }));
        Assert.Null(RunMark.Of(job with { Name = "other" }));
        Assert.Null(RunMark.Of(job with { Comment = "made by hand" }));
    }

    private SlurmOrder Of(SlurmEngineOptions? options = null) =>
        new(options ?? new() { Root = "/" }, new RunShelf(_folder.Path));

    private string Sentence(params ReadOnlySpan<RunTask> tasks) => Of().Refusal(Order(tasks), Nodes)!.Sentence;

    private static RunOrder Order(params ReadOnlySpan<RunTask> tasks) => new()
    {
        Id = RunId.Of("hr-1-1-0"),
        Command = ["true"],
        Tasks = ValueList.Of(tasks),
    };
}
