using Headroom.Cluster.Fleets;
using Headroom.Cluster.Jobs;
using Headroom.Scheduling.Explaining;

namespace Headroom.Scheduling.Tests.Explaining;

public sealed class RegionWaysTests
{
    private static readonly Fleet Fleet = new()
    {
        Nodes = [],
        Regions =
        [
            new Region("north", new HourlyCurve([1_200, 800]), new HourlyCurve([18])), Region.Free("south"),
            Region.Free("west"),
        ],
        Links = [new RegionLink("north", "south", MiBPerSecond: 1_024, PricePerGiB: 20)],
        DataSets = [new DataSet("images", SizeMiB: 100 * 1_024, ["north"])],
    };

    [Fact]
    public void Data_costs_nothing_where_it_lies_time_and_money_over_a_link_and_has_no_way_without_one()
    {
        var shape = new JobShape { GpuCount = 1, DataSets = ["images"], Regions = ["north", "south"] };

        // An hour and a half after zero: half of the second hour, and half of the first one again.
        Assert.Equal(
            [
                new RegionWay("north", true, 0, 0, 1_000, 18), new RegionWay("south", true, 100_000, 2_000, 0, 0),
                new RegionWay("west", false, null, 0, 0, 0),
            ],
            RegionWays.Of(Fleet, shape, now: 5_400_000));
    }

    [Fact]
    public void A_fleet_that_lists_no_regions_has_nothing_to_weigh() =>
        Assert.Empty(RegionWays.Of(Fleet with { Regions = [] }, new JobShape { GpuCount = 1 }, now: 0));
}
