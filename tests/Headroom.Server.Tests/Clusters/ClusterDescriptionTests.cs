using Headroom.Engines.Slurm;
using Headroom.Server.Clusters;
using Headroom.Server.Clusters.Descriptions;
using Headroom.Traces;

namespace Headroom.Server.Tests.Clusters;

public sealed class ClusterDescriptionTests
{
    [Fact]
    public void A_cluster_is_described_in_a_few_lines()
    {
        var options = Slurm("engine: slurm\nname: west\nplacement: cluster\npartition: batch\nshardsPerGpu: 10\nssh: me@login\n");

        Assert.Equal(("west", "batch", "/shared/slurm"), (options.Name, options.Partition, options.Root));
        Assert.Equal((SlurmPlacement.Cluster, 10, "me@login"), (options.Placement, options.ShardsPerGpu, options.Access.Ssh));
        Assert.Equal(SlurmPlacement.Node, Slurm("engine: slurm\n").Placement);
    }

    [Theory]
    [InlineData("name: west\n", "engine: slurm")]
    [InlineData("engine: slurm\nname: West\n", "a-z")]
    [InlineData("engine: slurm\npool: a b\n", "a-z")]
    [InlineData("engine: slurm\nplacement: anywhere\n", "'node' nor 'cluster'")]
    [InlineData("engine: slurm\nshardsPerGpu: -1\n", "0 to 1000")]
    [InlineData("engine: slurm\nimage: work\n", "image says nothing of a cluster of slurm")]
    [InlineData("engine: kubernetes\n", "image: NAME")]
    [InlineData("engine: local\ngpus: A100:x\n", "A100:x")]
    public void What_cannot_be_is_told_with_its_remedy(string text, string sentence) => Assert.Contains(
        sentence, Assert.Throws<ClusterException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_misspelt_key_is_a_fault() =>
        Assert.Throws<TraceFormatException>(() => Read("engine: slurm\npartitoin: batch\n"));

    [Fact]
    public void What_is_kept_is_read_back_as_it_was()
    {
        var odd = Read("engine: slurm\nname: west\nssh: \"me@login: \\\"x\\\" # no\"\n");
        var plain = Read("region: eu\nname: south\nengine: kubernetes\nimage: work\n");
        var text = AddedClusters.With(AddedClusters.With("", odd), plain);

        Assert.Equal([plain.Text, odd.Text], AddedClusters.Parse(text).Select(cluster => cluster.Text));
        Assert.Equal("me@login: \"x\" # no", AddedClusters.Parse(text)[1]["ssh", ""]);
        Assert.Null(AddedClusters.Find(AddedClusters.Without(text, "west"), "west"));
    }

    [Fact]
    public void A_second_set_of_slots_has_a_name_and_a_folder_of_its_own()
    {
        var cluster = Read("engine: local\nname: second\ngpus: H100:2\n");

        var options = LocalSettings.Options(new ClusterSettings(cluster, "", "/pool/local-second"), ["supervise"]);

        Assert.Equal(("second", "second", "/pool/local-second"), (options.Name, options.NodeName, options.Root));
        Assert.Equal(2, options.Gpus!.Count);
    }

    private static ClusterDescription Read(string text) => ClusterDescription.Parse("cluster", text);

    private static SlurmEngineOptions Slurm(string text) =>
        SlurmSettings.Options(new ClusterSettings(Read(text), "cluster", "/shared/slurm"));
}
