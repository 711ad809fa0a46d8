using Headroom.Traces.Locations;

namespace Headroom.Traces.Tests.Locations;

public sealed class LocationFileTests
{
    [Fact]
    public void Numbers_may_stand_on_any_lines()
    {
        using var file = TemporaryFile.Of(" 2 1 \n 10 5.\n 20 7.5\n 4\n 1.5\n 2\n");

        var read = LocationFile.Read(file.Path);

        Assert.Equal([10, 20], read.Capacities);
        Assert.Equal([5, 7.5], read.OpeningCosts);
        Assert.Equal([4], read.Demands);
        Assert.Equal([1.5, 2], read.ServingCosts[0]);
    }

    [Fact]
    public void A_capacity_that_is_left_open_is_the_one_that_is_said()
    {
        using var file = TemporaryFile.Of("2 1\ncapacity 5\n8 7\n4\n1 2\n");

        Assert.Equal([20, 8], LocationFile.Read(file.Path, capacity: 20).Capacities);
    }

    [Theory]
    [InlineData("2 1\n10 5\n20 7\n4\n1", "a cost of serving")]
    [InlineData("1 1\n10 5\n4\n1 9", "follows the last customer")]
    [InlineData("1 1\ncapacity 5\n4\n1", "say it with --capacity")]
    [InlineData("0 1\n", "the number of sites is 0")]
    [InlineData("1 1\n-10 5\n4\n1", "a capacity is \"-10\"")]
    public void Faults_are_told_with_what_should_stand_there(string text, string reason)
    {
        using var file = TemporaryFile.Of(text);

        Assert.Contains(reason, file.RefusalBy(path => LocationFile.Read(path)), StringComparison.Ordinal);
    }
}
