using Headroom.Cli.Outcome;
using Headroom.Cli.Serving;
using Headroom.Engines.Slurm;
using Headroom.Traces;

namespace Headroom.Cli.Tests.Serving;

public sealed class SlurmClusterFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_cluster_is_described_in_a_few_lines()
    {
        var options = Read("engine: slurm\nname: west\nplacement: cluster\npartition: batch\nshardsPerGpu: 10\nssh: me@login\n");

        Assert.Equal(("west", "batch", "/shared/slurm"), (options.Name, options.Partition, options.Root));
        Assert.Equal((SlurmPlacement.Cluster, 10, "me@login"), (options.Placement, options.ShardsPerGpu, options.Access.Ssh));
        Assert.Equal(SlurmPlacement.Node, Read("engine: slurm\n").Placement);
    }

    [Theory]
    [InlineData("name: west\n", "engine: slurm")]
    [InlineData("engine: slurm\nplacement: anywhere\n", "'node' nor 'cluster'")]
    [InlineData("engine: slurm\nshardsPerGpu: -1\n", "0 to 1000")]
    public void What_cannot_be_is_told_with_its_remedy(string text, string sentence)
    {
        var fault = Assert.Throws<CommandFailure>(() => Read(text));

        Assert.Equal(ExitCode.WrongUse, fault.ExitCode);
        Assert.Contains(sentence, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_misspelt_key_is_a_fault() =>
        Assert.Throws<TraceFormatException>(() => Read("engine: slurm\npartitoin: batch\n"));

    [Fact]
    public void A_cluster_that_does_not_answer_is_told_of()
    {
        var file = _folder.Write("cluster.yaml", "engine: slurm\nprograms: /no/such/folder\n");

        var result = Cli.Run("up", "--cluster", file, "--data", _folder.At("data"), "--urls", "http://127.0.0.1:0");

        Assert.Equal(ExitCode.Unreachable, result.ExitCode);
        Assert.Contains("install Slurm's client", result.Error, StringComparison.Ordinal);
    }

    private SlurmEngineOptions Read(string text) =>
        SlurmClusterFile.Read(_folder.Write("cluster.yaml", text), "/shared/slurm");
}
