using Headroom.Capacity.Siting;
using Headroom.Testing;

namespace Headroom.Capacity.Tests.Siting;

public sealed class SitingTextTests
{
    private static readonly string Sample =
        File.ReadAllText(Path.Combine(Repository.Root, "samples", "siting", "east-west.json"));

    [Fact]
    public void The_sample_reads() => Assert.Equal(10, SitingText.Parse(Sample).Clusters.Count);

    [Theory]
    [InlineData("\"quarters\": 12", "\"quarters\": 0", "quarters must be")]
    [InlineData("\"carbonPrice\": 75", "\"carbonPrice\": -75", "carbonPrice")]
    [InlineData("\"shortageCost\": 30000", "\"shortageCost\": -1", "class training")]
    [InlineData("\"name\": \"Horinger\"", "\"name\": \"Zhongwei\"", "two clusters have one name")]
    [InlineData("\"green\": 0.75", "\"green\": 75", "cluster Zhangjiakou")]
    [InlineData("\"quarters\"", "\"quartres\"", "line 2")]
    public void What_is_out_of_range_is_named(string written, string wrong, string reason)
    {
        Assert.Contains(written, Sample, StringComparison.Ordinal);

        var fault = Assert.Throws<FormatException>(
            () => SitingText.Parse(Sample.Replace(written, wrong, StringComparison.Ordinal)));

        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
    }
}
