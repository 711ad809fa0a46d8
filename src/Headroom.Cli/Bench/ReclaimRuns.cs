using System.Globalization;
using Headroom.Cluster.Events;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling;
using Headroom.Simulation.Sharing.Workloads;

namespace Headroom.Cli.Bench;

/// <summary>
/// A gang takes back half of a full fleet: one decision, with all checks. The median of several in one process, as the
/// benchmark that it is compared with repeats its own; the first, which also compiles what it runs, stands beside it.
/// </summary>
internal static class ReclaimRuns
{
    private const string Source =
        "BenchmarkReclaimLargeJobs of kai-scheduler/KAI-Scheduler: one gang of N/2 nodes against 8N jobs of one GPU; "
        + "decision alone, median of 9 in this process; peer in-process on a Core Ultra 7 165H";

    private const int Decisions = 9;

    public static IReadOnlyList<BenchScenario> Scenarios { get; } =
        [Of(500, must: 0.1, peer: 9.17), Of(1_000, must: 0.25, peer: 76.3), Of(10_000, must: 3, peer: null)];

    private static BenchScenario Of(int nodes, double must, double? peer) => new()
    {
        Name = string.Create(CultureInfo.InvariantCulture, $"reclaim-{nodes}"),
        Unit = "s",
        Must = must,
        Peer = peer,
        MemoryMustMiB = 2_048,
        Source = Source,
        Measure = bench => Measure(bench, nodes),
    };

    private static double Measure(BenchRun bench, int nodes)
    {
        var scenario = ReclaimScenario.Create(nodes);
        var state = ReclaimScenario.Filled(scenario);
        var tree = new QueueTree(scenario.Policy, state.Resources);
        var seconds = Enumerable.Range(0, Decisions).Select(_ => Decide(state, tree, nodes)).ToList();
        bench.Add(new BenchFigure("first decision", seconds[0], "s", ""));
        return BenchRun.Median(seconds);
    }

    private static double Decide(ClusterState state, QueueTree tree, int nodes)
    {
        var scheduler = new PoolScheduler();
        return BenchRun.Seconds(() => Require(scheduler.Decide(state, tree, state.Now, int.MaxValue).Events, nodes));
    }

    private static void Require(IReadOnlyList<ClusterEvent> events, int nodes)
    {
        var stopped = events.OfType<PreemptionOrdered>().Count();
        if (stopped != nodes / 2 * 8 || events.OfType<ReservationMade>().Count() != 1)
            throw new InvalidOperationException($"{stopped} jobs were told to stop for the gang; {nodes / 2 * 8} are needed.");
    }
}
