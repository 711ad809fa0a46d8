using Headroom.Capacity.Siting;
using Headroom.Testing;

namespace Headroom.Capacity.Tests.Siting;

public sealed class SitingTextTests
{
    private static readonly string Sample =
        File.ReadAllText(Path.Combine(Repository.Root, "samples", "siting", "east-west.json"));

    private static readonly string ChipsAndData =
        File.ReadAllText(Path.Combine(Repository.Root, "samples", "siting", "chips-and-data.json"));

    [Fact]
    public void The_sample_reads() => Assert.Equal(10, SitingText.Parse(Sample).Clusters.Count);

    [Fact]
    public void The_sample_of_chips_and_data_reads_and_has_a_plan()
    {
        var problem = SitingText.Parse(ChipsAndData);
        var plan = SitingStudy.Plan(problem, 0.001)!;

        Assert.Equal(6, problem.Options.Count);
        Assert.True(plan.HallCount > 0 && plan.Orders.Petabytes.Sum(row => row.Sum()) > 0);
        Assert.InRange(plan.Gap, 0, 0.001);
    }

    [Theory]
    [InlineData("\"compute\": 2.27", "\"compute\": 0", "chip B200")]
    [InlineData("\"name\": \"B200\"", "\"name\": \"H100\"", "two chips have one name")]
    [InlineData("\"storage\": {", "\"storage\": null, \"x\": {", "line")]
    [InlineData("\"petabyteCost\": 300000", "\"petabyteCost\": -1", "petabyteCost")]
    [InlineData("\"hallKilowatts\": 2600", "\"hallKilowatts\": 1", "for not one chip")]
    [InlineData("\"gigabyteCosts\": [0.02, 0.03, 0.03]", "\"gigabyteCosts\": [0.02]", "1 gigabyteCosts for 3 clusters")]
    [InlineData("\"occupancy\": 0.45", "\"occupancy\": 45", "cluster Zhongwei")]
    public void What_is_wrong_with_chips_and_data_is_named(string written, string wrong, string reason)
    {
        Assert.Contains(written, ChipsAndData, StringComparison.Ordinal);

        var fault = Assert.Throws<FormatException>(
            () => SitingText.Parse(ChipsAndData.Replace(written, wrong, StringComparison.Ordinal)));

        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
    }

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
