using Headroom.Testing;

namespace Headroom.Cluster.Tests;

public sealed class TaskRequestTests
{
    [Theory]
    [InlineData("", "T4", true)]
    [InlineData("", "", true)]
    [InlineData("T4", "T4", true)]
    [InlineData("V100M16|V100M32|V100M32", "V100M32", true)]
    [InlineData("V100M16|V100M32", "V100", false)]
    [InlineData("V100M16|V100M32", "", false)]
    [InlineData("t4", "T4", false)]
    public void A_request_admits_the_models_it_lists_and_all_when_it_lists_none(
        string listed, string model, bool admitted) =>
        Assert.Equal(admitted, Some.Request(models: listed).Admits(model));

    [Fact]
    public void The_total_counts_every_accelerator()
    {
        Assert.Equal(4_000, Some.Request(gpus: 4).GpuMilliTotal);
        Assert.Equal(470, Some.Share(470).GpuMilliTotal);
        Assert.Equal(0, Some.Request(gpus: 0).GpuMilliTotal);
    }

    [Fact]
    public void Requests_that_list_the_same_models_in_another_way_are_not_equal() =>
        Assert.NotEqual(Some.Request(models: "V100M16|V100M32|V100M32"), Some.Request(models: "V100M16|V100M32"));
}
