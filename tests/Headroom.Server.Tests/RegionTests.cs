using Headroom.Client.Jobs;
using Headroom.Cluster;
using Headroom.Cluster.Fleets;

namespace Headroom.Server.Tests;

/// <summary>A pool that knows what its regions cost.</summary>
public sealed class RegionTests
{
    [Fact]
    public async Task Why_shows_what_each_region_would_cost_and_data_without_a_way_is_waited_for()
    {
        await using var pool = await RealPool.StartWithAsync(options => options with
        {
            Fleet = options.Fleet with
            {
                Nodes = [.. options.Fleet.Nodes.Select(node => node with { Place = new NodePlace("north", "", "", "") })],
                Regions = [new Region("north", new HourlyCurve([1_200]), HourlyCurve.Zero), Region.Free("south")],
                Links = [new RegionLink("north", "south", MiBPerSecond: 1_024, PricePerGiB: 20)],
                DataSets = [new DataSet("images", 10_240, ["north"]), new DataSet("texts", 10_240, ["south"])],
            },
        });
        using var admin = pool.Admin;

        var near = await admin.SubmitAsync(RealPool.Script("true") with { Data = ["images"] }, "near");
        Assert.Equal(JobStatus.Succeeded, (await RealPool.UntilEndedAsync(admin, near.First)).State);
        var far = await admin.SubmitAsync(RealPool.Script("true") with { Data = ["texts"] }, "far");
        var why = await admin.WhyAsync(far.First);

        Assert.Equal(JobStatus.Waiting, why.State);
        Assert.Equal(
            [
                new RegionWayView
                {
                    Region = "north", Asked = true, TransferMilliseconds = null, TransferPriceMilli = 0,
                    PricePerGpuHourMilli = 1_200, CarbonGramsPerGpuHour = 0,
                },
                new RegionWayView
                {
                    Region = "south", Asked = true, TransferMilliseconds = 0, TransferPriceMilli = 0,
                    PricePerGpuHourMilli = 0, CarbonGramsPerGpuHour = 0,
                },
            ],
            why.Regions);
        Assert.Empty((await admin.WhyAsync(near.First)).Regions);
    }
}
