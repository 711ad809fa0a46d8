using Headroom.Capacity.Siting;
using Headroom.Testing;
using Headroom.Traces.Locations;

namespace Headroom.Capacity.Tests.Siting;

public sealed class LocationProgramTests
{
    [Theory]
    [InlineData("cap41.txt", 1_040_444.375)]
    [InlineData("cap72.txt", 977_799.400)]
    public void Cases_of_the_library_have_their_published_optimum(string file, double cost)
    {
        var read = LocationFile.Read(PublicData.Require($"capacity/orlib/{file}"));

        var plan = LocationProgram.Solve(
            new LocationCase(read.Capacities, read.OpeningCosts, read.Demands, read.ServingCosts));

        Assert.Equal(cost, plan!.Cost, tolerance: 0.005);
        Assert.Equal(0, plan.Gap, tolerance: 1e-6);
    }

    [Fact]
    public void Too_little_capacity_has_no_plan() =>
        Assert.Null(LocationProgram.Solve(new LocationCase([5], [1], [6], [[1]])));

    [Fact]
    public void A_site_is_opened_only_where_it_pays()
    {
        var plan = LocationProgram.Solve(new LocationCase([10, 10], [5, 100], [4, 4], [[1, 1], [20, 1]]));

        Assert.Equal([0], plan!.Opened);
        Assert.Equal(26, plan.Cost, tolerance: 1e-6);
    }
}
