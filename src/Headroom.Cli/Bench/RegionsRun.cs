using Headroom.Cli.Bench.Sharing;
using Headroom.Simulation.Sharing;
using Headroom.Simulation.Sharing.Workloads;

namespace Headroom.Cli.Bench;

/// <summary>Five regions whose data draws unequal demand: what is left of the worst where data may be sent.</summary>
internal static class RegionsRun
{
    private const ulong Seeds = 3;

    public static BenchScenario Scenario { get; } = new()
    {
        Name = "regions",
        Unit = "demand over supply",
        Must = 1,
        Peer = 0.98,
        MemoryMustMiB = 512,
        Source = "a made-up week in five regions whose data draws 2.63 times what the worst one has, as MAST (OSDI'24) found "
            + "its own; sending data costs money and time; the worst region of the worst of three seeds",
        Measure = Measure,
    };

    private static double Measure(BenchRun bench)
    {
        var entrant = SharingEntrant.SendsData;
        ulong[] seeds = [.. Enumerable.Range(1, (int)Seeds).Select(seed => (ulong)seed)];
        var runs = bench.Pool.Map("replaying", seeds, seed => Replay(FiveRegions.Create(seed), entrant));
        var kept = Replay(FiveRegions.Create(seeds[0], sendsData: false), entrant);
        bench.Add(new BenchFigure("worst region without sending data", Worst(kept), "", ""));
        foreach (var (seed, run) in seeds.Zip(runs))
        {
            bench.Add(new BenchFigure($"seed {seed}: worst region", Worst(run), "", "at most 1"));
            bench.Add(new BenchFigure($"seed {seed}: data sent", run.Regions.Sum(one => one.ReceivedGiB), "GiB", ""));
            bench.Add(new BenchFigure(
                $"seed {seed}: price of sending it", run.Regions.Sum(one => one.TransferPrice) / 1000, "currency", ""));
            bench.Add(new BenchFigure(
                $"seed {seed}: price of the hours", run.Regions.Sum(one => one.Price) / 1000, "currency", ""));
        }

        return runs.Max(Worst);
    }

    private static double Worst(SharingRun run) => run.Regions.Max(region => region.DemandOverSupply);

    private static SharingRun Replay(PoolScenario pool, SharingEntrant entrant) => SharingReplay.Run(
        pool.Jobs, pool.Fleet, entrant.Adapt(pool.Policy), entrant.NewScheduler(), new SharingOptions());
}
