using Headroom.Cluster.Fleets;
using Headroom.Traces.Fleets;

namespace Headroom.Traces.Tests.Fleets;

public sealed class RegionsFileTests
{
    [Fact]
    public void Regions_ways_and_data_sets_are_read_without_nodes()
    {
        var known = RegionsFile.Parse(
            "regions.yaml",
            """
            regions:
              - {name: north, pricePerGpuHour: [1.2, 1.1], gramsCarbonPerGpuHour: 18}
              - {name: south}
            links:
              - {from: north, to: south, mebibytesPerSecond: 1200, pricePerGiB: 0.02}
            datasets:
              - {name: images, sizeGiB: 1500, regions: [north]}
            """);

        Assert.Empty(known.Nodes);
        Assert.Equal(
            [new Region("north", new HourlyCurve([1_200, 1_100]), new HourlyCurve([18])), Region.Free("south")],
            known.Regions);
        Assert.Equal([new RegionLink("north", "south", 1_200, 20)], known.Links);
        Assert.Equal([new DataSet("images", 1_536_000, ["north"])], known.DataSets);
    }

    [Fact]
    public void What_clusters_tell_themselves_and_names_that_are_not_listed_are_refused()
    {
        var refused = Assert.Throws<TraceFormatException>(() => RegionsFile.Parse(
            "regions.yaml",
            """
            regions: [{name: north}]
            links: [{from: north, to: suoth, mebibytesPerSecond: 1}]
            nodes: [{name: a, cpu: 1, memoryGiB: 1}]
            """));

        Assert.Contains("line 3, nodes: the clusters of a pool tell this themselves", refused.Message, StringComparison.Ordinal);
        Assert.Contains("line 2, links[0].to", refused.Message, StringComparison.Ordinal);
    }
}
