using Headroom.Cluster;
using Headroom.Engines.Contract;
using Headroom.Engines.Discovery;

namespace Headroom.Engines.Tests.Discovery;

public sealed class LocalNodesTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("4")]
    [InlineData("A100:2,A100:2")]
    public void A_machine_of_one_model_is_one_node(string declared)
    {
        var machine = Machine(declared);

        Assert.Equal([machine], LocalNodes.Of(machine).Nodes);
    }

    [Fact]
    public void A_machine_of_several_models_is_a_node_for_each_and_no_core_is_promised_twice()
    {
        var nodes = LocalNodes.Of(Machine("A100:2,H100 80GB:1,A100:2")).Nodes;

        Assert.Equal(["local-a100", "local-h100-80gb"], nodes.Select(node => node.Name));
        Assert.Equal([4, 1], nodes.Select(node => node.Gpus.Count));
        Assert.Equal([5_600, 1_401], nodes.Select(node => node.CpuMillicores));
        Assert.Equal([800, 200], nodes.Select(node => node.MemoryMiB));
    }

    [Fact]
    public void Accelerators_of_a_node_are_counted_in_the_machine()
    {
        var nodes = LocalNodes.Of(Machine("A100:2,H100:1,A100:2"));

        Assert.Equal(GpuSet.Of(1).With(3), nodes.OnMachine("local-a100", GpuSet.Of(1).With(2)));
        Assert.Equal(GpuSet.Of(2), nodes.OnMachine("local-h100", GpuSet.Of(0)));
        Assert.Equal(GpuSet.Of(3), LocalNodes.Of(Machine("4")).OnMachine("local", GpuSet.Of(3)));
    }

    [Fact]
    public void Models_whose_names_have_the_same_letters_are_different_nodes()
    {
        var nodes = LocalNodes.Of(Machine("A 100:1,A-100:1,\u6607\u817e:1"));

        Assert.Equal(["local-a-100", "local-a-100-2", "local-gpu"], nodes.Nodes.Select(node => node.Name));
        Assert.Null(nodes.Find("local"));
    }

    private static DiscoveredNode Machine(string declared) =>
        new("local", 7_001, 1_000, GpuDeclaration.Parse(declared, out _));
}
