using System.Numerics;
using CsCheck;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling.Options;

namespace Headroom.Scheduling.Tests.Options;

public sealed class PlacementOptionsProperties
{
    // Runtimes are even in the leading six bits, so that rounding leaves them as they are.
    private static readonly Gen<long> Runtime = Gen.OneOf(20L, 32, 60, 62).Select(minutes => minutes * 65_536);

    [Fact]
    public void Every_way_to_run_a_job_is_priced_as_on_paper() =>
        Gen.Select(Markets.Fleet, Markets.Shape, Markets.Rules, Gen.Long[0, 30 * 3_600_000L], Runtime)
            .Sample((fleet, shape, rules, now, runtime) =>
            {
                var (state, job) = Markets.Waiting(fleet, shape);

                var options = Markets.OptionsOf(state, rules, now).Of(job, runtime);

                var expected = OnPaper(state, shape, rules, now, runtime);
                Assert.Equal(
                    expected.Select(way => (way.Resource, way.Region, (Int128)way.Cost)),
                    options.Select(option => (option.Resource, option.Region, option.Cost)));
            }, iter: 500);

    [Fact]
    public void A_job_waits_for_the_first_of_the_cheapest_hours_and_never_past_its_deadline() =>
        Gen.Select(
            Markets.Fleet, Markets.Shape, Markets.Rules, Gen.Long[0, 9 * 3_600_000L], Runtime,
            Gen.Long[0, 12 * 3_600_000L])
            .Sample((fleet, shape, rules, now, runtime, slack) =>
            {
                var (state, job) = Markets.Waiting(fleet, shape, now + slack);

                var start = CheaperHour.StartOf(Markets.OptionsOf(state, rules, now), job, runtime);

                Assert.InRange(start, now, now + slack);
                var starts = Enumerable.Range(0, 24).Select(hour => hour * Markets.Hour)
                    .Where(time => time > now && time <= now + slack)
                    .Prepend(now)
                    .ToList();
                var costs = starts.Select(time => OnPaper(state, shape, rules, time, runtime)
                    .Select(way => way.Cost).DefaultIfEmpty(0).Min()).ToList();
                Assert.Equal(starts[costs.IndexOf(costs.Min())], start);
            }, iter: 300);

    // Costs in millionths x thousandths of an accelerator x milliseconds of an hour: a millisecond at a time would do,
    // and hour by hour is the same.
    private static List<(int Resource, string Region, BigInteger Cost)> OnPaper(
        ClusterState state, JobShape shape, PlanningRules rules, long now, long runtime)
    {
        var ways = new List<(
            int Resource, string Region, BigInteger Cost, long Time, long GpuMilli, int Order, int Chip)>();
        var regions = state.Fleet.Regions.Select(region => region.Name)
            .Concat(state.Fleet.Nodes.Select(node => node.Place.Region)).Distinct().ToList();
        foreach (var (region, order) in regions.Select((region, index) => (region, index)))
        {
            if (shape.Regions.Count > 0 && !shape.Regions.Contains(region)) continue;
            if (Sending(state.Fleet, shape, region) is not var (sending, transfer)) continue;

            var nodes = Enumerable.Range(0, state.Fleet.Nodes.Count)
                .Where(node => state.Fleet.Nodes[node].Place.Region == region)
                .Where(node => shape.Admits(state.Fleet.Nodes[node].Place))
                .ToList();
            var resources = shape.GpuCount == 0 ? [state.Resources.Cpu] : nodes.Select(state.ResourceOf).Distinct();
            foreach (var resource in resources.Where(_ => nodes.Count > 0))
            {
                if (shape.GpuCount > 0 && resource == state.Resources.Cpu) continue;

                var chip = shape.Chips.ToList().FindIndex(one => one.Model == state.Resources[resource]);
                if (chip < 0 && shape.Chips.Count > 0 && shape.GpuCount > 0) continue;

                var speed = chip < 0 ? 1_000 : shape.Chips[chip].SpeedPermille;
                var run = (runtime * 1_000 + speed - 1) / speed;
                var gpuMilli = shape.GpuCount == 0 ? 0 : shape.GpuMilliTotal;
                var known = state.Fleet.Regions.FirstOrDefault(one => one.Name == region) ?? Region.Free(region);
                var cost = sending
                    + (Sum(known.PricePerGpuHour, now + transfer, run) * 1_000
                        + Sum(known.CarbonPerGpuHour, now + transfer, run) * rules.PricePerKilogramCarbon) * gpuMilli;
                ways.Add((resource, region, cost, transfer + run, gpuMilli, order, chip < 0 ? resource : chip));
            }
        }

        var soonest = ways.Select(way => way.Time).DefaultIfEmpty(0).Min();
        return [.. ways
            .Select(way => way with
            {
                Cost = way.Cost + new BigInteger(rules.PricePerGpuMinuteOfDelay) * 1_000 * 60 * way.GpuMilli
                    * (way.Time - soonest),
            })
            .OrderBy(way => way.Cost).ThenBy(way => way.Order).ThenBy(way => way.Chip)
            .Select(way => (way.Resource, way.Region, way.Cost))];
    }

    private static (BigInteger Cost, long Milliseconds)? Sending(Fleet fleet, JobShape shape, string region)
    {
        var (cost, milliseconds) = (BigInteger.Zero, 0L);
        foreach (var data in fleet.DataSets.Where(data => shape.DataSets.Contains(data.Name)))
        {
            if (data.Regions.Contains(region)) continue;

            var way = fleet.Links.Where(link => link.To == region && data.Regions.Contains(link.From))
                .OrderBy(link => link.PricePerGiB).ThenByDescending(link => link.MiBPerSecond).FirstOrDefault();
            if (way is null) return null;

            cost += new BigInteger(way.PricePerGiB) * data.SizeMiB * 3_600_000_000_000 / 1_024;
            milliseconds += (data.SizeMiB * 1_000 + way.MiBPerSecond - 1) / way.MiBPerSecond;
        }

        return (cost, milliseconds);
    }

    private static BigInteger Sum(HourlyCurve curve, long from, long milliseconds)
    {
        var sum = BigInteger.Zero;
        for (var at = from; at < from + milliseconds;)
        {
            var next = Math.Min(from + milliseconds, (at / Markets.Hour + 1) * Markets.Hour);
            sum += new BigInteger(curve.At(at)) * (next - at);
            at = next;
        }

        return sum;
    }
}
