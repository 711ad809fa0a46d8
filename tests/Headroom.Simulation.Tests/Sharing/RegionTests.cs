using Headroom.Cluster;
using Headroom.Cluster.Fleets;
using Headroom.Simulation.Sharing;

namespace Headroom.Simulation.Tests.Sharing;

/// <summary>Two regions of one node each, by hand; job 1 fills the first, where the data is.</summary>
public sealed class RegionTests
{
    private static readonly Fleet Two = new()
    {
        Nodes = [At("north"), At("south")],
        Regions =
        [
            new Region("north", new HourlyCurve([1_000]), new HourlyCurve([100])),
            new Region("south", new HourlyCurve([3_000, 5_000]), new HourlyCurve([400])),
        ],
        DataSets = [new DataSet("corpus", 102_400, ["north"])],
        Links =
        [
            new RegionLink("north", "south", 500, 20), new RegionLink("north", "south", 1_024, 20),
            new RegionLink("north", "south", 9_999, 30),
        ],
    };

    [Fact]
    public void Data_is_brought_over_the_cheapest_way_before_work_begins()
    {
        var run = Make.Run(
            [
                Make.Job(1, gpus: 4, runs: 3_600), Reading(Make.Job(2, gpus: 2, runs: 3_500)),
                Reading(Make.Job(3, gpus: 4, at: 3_600, runs: 60)),
            ],
            Two);

        // 100 GiB at 1,024 MiB a second take 100 s and cost 2,000.
        Assert.Equal([3_600_000L, 3_600_000, 3_660_000], run.Outcomes.Select(job => job.Ended));
        Assert.Equal(200 / 3600.0, run.Hours.Transferring, 12);
        Assert.Equal((4 * 3_660 + 2 * 3_500) / 3600.0, run.Hours.Delivered, 9);
        var (north, south) = (run.Regions[0], run.Regions[1]);
        Assert.Equal((100.0, 2_000.0), (south.ReceivedGiB, south.TransferPrice));
        Assert.Equal(0, north.ReceivedGiB);
        Assert.Equal(2, south.GpuHours);
        Assert.Equal(6_000, south.Price);
        Assert.Equal(0.8, south.CarbonKilograms, 9);
        Assert.Equal(0.5, south.DemandOverSupply, 9);
        Assert.Equal((4 * 3_660) / (4 * 3_600.0), north.DemandOverSupply, 9);
    }

    [Fact]
    public void A_preempted_job_brings_its_data_again()
    {
        var run = Make.Run(
            [
                Make.Job(1, gpus: 4, runs: 1_000), Reading(Make.Job(2, gpus: 4, runs: 300)),
                Make.Job(3, gpus: 4, at: 250, runs: 50, priority: 1).With(job => job with { IsPreemptible = false })
                    .Shaped(shape => shape with { Regions = ["south"] }),
            ],
            Two, scheduler: new ScriptedScheduler((state, now) => now switch
            {
                250_000 when state.Find(new JobId(2))!.Tasks.Count > 0 =>
                    [PlainScheduler.Order(now, state.Find(new JobId(2))!, state.Find(new JobId(3))!)],
                250_000 => ScriptedScheduler.StartAll(state, now, job => job.Job.Id.Value == 3),
                _ => ScriptedScheduler.StartAll(state, now),
            }));

        // 150 of its 300 s are lost, and another 100 s go for the data.
        Assert.Equal(700_000, run.Outcomes.Single(job => job.Job.Value == 2).Ended);
        Assert.Equal(4 * 200 / 3600.0, run.Hours.Transferring, 9);
        Assert.Equal(4 * 150 / 3600.0, run.Hours.Repeated, 9);
        Assert.Equal(200, run.Regions[1].ReceivedGiB);
    }

    private static SharedJob Reading(SharedJob job) =>
        job.Shaped(shape => shape with { DataSets = ["corpus", "unlisted"] });

    private static Node At(string region) =>
        new(region, 64_000, 65_536, 4, Make.Model) { Place = new NodePlace(region) };
}
