using Headroom.Cluster;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling.Options;

namespace Headroom.Scheduling.Tests.Options;

public sealed class PlacementOptionsTests
{
    private const long Hour = Markets.Hour;

    private static readonly JobShape OneGpu = new() { GpuCount = 1, DataSets = ["images"] };

    [Theory]
    [InlineData(1, "cheap")]
    [InlineData(90, "home")]
    public void A_job_stays_with_its_data_when_sending_costs_more_than_computing(long pricePerGiB, string region)
    {
        // An hour costs 1 more at home; 40 GiB cross in under a minute.
        var fleet = FleetOf(new RegionLink("home", "cheap", 1_000, pricePerGiB));
        var (state, job) = Markets.Waiting(fleet, OneGpu);

        var options = Markets.OptionsOf(state, new PlanningRules { PricePerGpuMinuteOfDelay = 1 }, 0).Of(job, Hour);

        Assert.Equal(region, options[0].Region);
        Assert.Equal(2, options.Count);
    }

    [Fact]
    public void Where_no_way_leads_data_never_comes()
    {
        var (state, job) = Markets.Waiting(FleetOf(new RegionLink("cheap", "home", 1, 0)), OneGpu);

        Assert.Equal(["home"], Markets.OptionsOf(state, new PlanningRules(), 0).Of(job, Hour).Select(way => way.Region));
    }

    [Fact]
    public void A_slow_way_costs_delay()
    {
        var (state, job) = Markets.Waiting(FleetOf(new RegionLink("home", "cheap", 1, 0)), OneGpu);

        var way = Markets.OptionsOf(state, new PlanningRules { PricePerGpuMinuteOfDelay = 60 }, 0).Of(job, Hour)[^1];

        // 40,960 s on the way at 1 a second, and the hour itself, which is believed to be 3,604,480 ms.
        Assert.Equal(("cheap", 40_960 + 1_001), (way.Region, way.CostMilli));
    }

    [Fact]
    public void A_job_waits_for_the_cheap_hour_and_not_past_its_deadline()
    {
        var fleet = new Fleet
        {
            Nodes = [new Node("n", 1_000, 1_000, 1, "A")],
            Regions = [new Region("", new HourlyCurve([300, 200, 900, 100]), HourlyCurve.Zero)],
        };
        var shape = new JobShape { GpuCount = 1 };

        Assert.Equal([0, Hour, Hour, 3 * Hour], new[] { Hour - 1, Hour, 3 * Hour - 1, 3 * Hour }.Select(startBy =>
        {
            var (state, job) = Markets.Waiting(fleet, shape, startBy);
            return CheaperHour.StartOf(Markets.OptionsOf(state, new PlanningRules(), 0), job, 1_000);
        }));
    }

    [Fact]
    public void Absurd_figures_neither_overflow_nor_change_signs()
    {
        var most = long.MaxValue;
        var fleet = FleetOf(new RegionLink("home", "cheap", 1, most)) with
        {
            Regions = [new Region("home", new HourlyCurve([most, most]), new HourlyCurve([most]))],
            DataSets = [new DataSet("images", most, ["home"])],
        };
        var shape = OneGpu with { TaskCount = JobShape.TaskCountMax, Chips = [new ChipChoice("A", 1)] };
        var (state, job) = Markets.Waiting(fleet, shape, RecordedJob.MillisecondsMax);
        var rules = new PlanningRules { PricePerGpuMinuteOfDelay = most, PricePerKilogramCarbon = most };

        var options = Markets.OptionsOf(state, rules, 0);

        Assert.All(options.Of(job, most), way => Assert.True(way.Cost > 0 && way.CostMilli > 0));
        Assert.Equal(2, options.Of(job, most).Count);
        Assert.Equal(0, CheaperHour.StartOf(options, job, most));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(63, 63)]
    [InlineData(65, 66)]
    [InlineData(127, 128)]
    [InlineData(1_000, 1_008)]
    public void Runtimes_are_rounded_up_to_six_bits(long milliseconds, long rounded) =>
        Assert.Equal(rounded, PlacementOptions.RoundUp(milliseconds));

    private static Fleet FleetOf(RegionLink link) => new()
    {
        Nodes =
        [
            new Node("n0", 1_000, 1_000, 1, "A") { Place = new NodePlace("home") },
            new Node("n1", 1_000, 1_000, 1, "A") { Place = new NodePlace("cheap") },
        ],
        Regions =
        [
            new Region("home", new HourlyCurve([2_000]), HourlyCurve.Zero),
            new Region("cheap", new HourlyCurve([1_000]), HourlyCurve.Zero),
        ],
        Links = [link],
        DataSets = [new DataSet("images", 40_960, ["home"])],
    };
}
