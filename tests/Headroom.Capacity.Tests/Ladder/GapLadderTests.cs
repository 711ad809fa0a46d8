using CsCheck;
using Headroom.Capacity.Ladder;

namespace Headroom.Capacity.Tests.Ladder;

public sealed class GapLadderTests
{
    [Fact]
    public void What_waits_counts_as_demand()
    {
        DemandedJob[] jobs =
        [
            new("a", 4, SubmittedHours: 0, StartedHours: 0, EndedHours: 2),
            new("b", 4, SubmittedHours: 0.5, StartedHours: 2, EndedHours: 3),
            new("b", 1, SubmittedHours: 3, StartedHours: 3, EndedHours: 9),
        ];

        var ladder = GapLadder.Measure(jobs, new GapSupply { Gpus = 4, Busy = 0.5, Useful = 0.4 });

        Assert.Equal([(4, 2), (4, 4), (4, 0)], ladder.Hours.Select(hour => (hour.Running, hour.Pending)));
        Assert.Equal(12, ladder.Nameplate);
        Assert.Equal(12, ladder.Allocated);
        Assert.Equal(6, ladder.Pending);
        Assert.Equal(6, ladder.Gap);
        Assert.Equal(0, ladder.WaitedBesideFree);
        Assert.Equal(2.4, ladder.Useful!.Value, tolerance: 1e-9);
        Assert.Equal(["b", "a"], ladder.Tenants.Select(tenant => tenant.Name));
    }

    [Fact]
    public void What_nobody_measured_is_not_told()
    {
        var ladder = GapLadder.Measure([new("", 1, 0, 0, 1)], new GapSupply { Gpus = 1 });

        Assert.Null(ladder.Busy);
        Assert.Null(ladder.Useful);
    }

    [Fact]
    public void A_job_that_never_starts_is_pending_to_the_end()
    {
        var never = double.PositiveInfinity;

        var ladder = GapLadder.Measure(
            [new("", 2, 0, never, never), new("", 1, 4, 4, 5)], new GapSupply { Gpus = 2 });

        Assert.Equal(8, ladder.Pending);
        Assert.Equal(8, ladder.WaitedBesideFree);
    }

    [Fact]
    public void A_job_that_gave_up_counts_for_what_it_would_have_run()
    {
        DemandedJob[] jobs =
        [
            new("a", 2, SubmittedHours: 0, StartedHours: 1, EndedHours: 1) { RefusedHours = 2, Pool = "p", Chip = "x" },
            new("a", 1, SubmittedHours: 4, StartedHours: 4, EndedHours: 5) { Pool = "q", Chip = "x" },
        ];

        var ladder = GapLadder.Measure(jobs, new GapSupply
        {
            Gpus = 2,
            InService = 0.5,
            Pools = [new("p", 1), new("q", 1)],
            Chips = [new("x", 2), new("y", 0)],
        });

        Assert.Equal((0, 2, 4, 6), (ladder.Allocated, ladder.Pending, ladder.Refused, ladder.Demand));
        Assert.Equal(3, ladder.Gap);
        Assert.Equal(
            [("p", 6, 4.5), ("q", 0, 0)],
            ladder.Pools.Select(part => (part.Name, part.Demand.Demand, part.Gap!.Value)));
        Assert.Equal(
            [("x", 4, 3), ("y", 0, 0)],
            ladder.Chips.Select(part => (part.Name, part.InService!.Value, part.Gap!.Value)));
        Assert.Null(ladder.Tenants[0].Gap);
    }

    [Fact]
    public void Hours_add_up_to_tenants() =>
        Gen.Select(Gen.Int[0, 8], Gen.Double[0, 50], Gen.Double[0, 20], Gen.Double[0, 30]).Array[1, 20].Sample(drafts =>
        {
            DemandedJob[] jobs =
            [
                .. drafts.Select(one => new DemandedJob(
                    $"{one.Item1 % 3}", one.Item1, one.Item2, one.Item2 + one.Item3, one.Item2 + one.Item3 + one.Item4)),
            ];

            var ladder = GapLadder.Measure(jobs, new GapSupply { Gpus = 8 });

            Assert.Equal(ladder.Tenants.Sum(one => one.Demand.Running), ladder.Allocated, tolerance: 1e-6);
            Assert.Equal(ladder.Tenants.Sum(one => one.Demand.Pending), ladder.Pending, tolerance: 1e-6);
        });

    [Theory]
    [InlineData(GapUnit.Nameplate, 65.7, 57.9)]
    [InlineData(GapUnit.Useful, 106.23, 17.37)]
    public void The_unit_of_a_quoted_figure_decides(GapUnit unit, double shortfall, double gained)
    {
        var reading = GapReading.Of(unit, demanded: 123.6, supplied: 57.9, use: 0.3);

        Assert.Equal(shortfall, reading.Shortfall, tolerance: 1e-9);
        Assert.Equal(gained, reading.GainedAt(0.6), tolerance: 1e-9);
    }

    [Fact]
    public void Cells_of_pool_chip_and_tenant_add_up_to_the_ladder_in_every_hour()
    {
        DemandedJob[] jobs =
        [
            new("a", 4, 0, 1, 3) { Pool = "east", Chip = "A" },
            new("a", 2, 0.5, 0.5, 2.5) { Pool = "west", Chip = "A" },
            new("b", 8, 1, double.PositiveInfinity, double.PositiveInfinity) { Pool = "east", Chip = "B" },
            new("b", 1, 0, 1, 1) { Pool = "east", Chip = "B", RefusedHours = 1 }, new("a", 1, 3, 3, 4),
        ];
        var ladder = GapLadder.Measure(jobs, new GapSupply { Gpus = 8 }, hours: 4);

        var cells = GapCell.Measure(jobs, hours: 4)!;

        Assert.Equal(["", "east", "east", "west"], cells.Select(cell => cell.Pool));
        for (var hour = 0; hour < 4; hour++)
        {
            Assert.Equal(ladder.Hours[hour].Demand, cells.Sum(cell => cell.Hours[hour].Demand), tolerance: 1e-9);
            Assert.Equal(ladder.Hours[hour].Pending, cells.Sum(cell => cell.Hours[hour].Pending), tolerance: 1e-9);
        }

        Assert.Equal(ladder.Demand, cells.Sum(cell => cell.Demand.Demand), tolerance: 1e-9);
        Assert.Null(GapCell.Measure(jobs, hours: 10_000_000));
    }
}
