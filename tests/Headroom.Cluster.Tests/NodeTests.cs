using Headroom.Testing;

namespace Headroom.Cluster.Tests;

public sealed class NodeTests
{
    [Fact]
    public void A_node_offers_a_thousand_thousandths_for_each_accelerator()
    {
        Assert.Equal(16_000, Some.Node(gpus: Node.GpuCountMax).GpuMilli);
        Assert.Equal(0, Some.Node(gpus: 0).GpuMilli);
    }

    [Fact]
    public void A_fleet_shape_counts_all_of_its_accelerators() =>
        Assert.Equal(512, new GpuFleetShape(64, 8).GpuCount);
}
