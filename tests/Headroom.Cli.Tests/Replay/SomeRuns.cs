using Headroom.Cli.Replay;
using Headroom.Cluster;
using Headroom.Simulation.Packing;
using Headroom.Simulation.Queueing;
using Headroom.Traces;

namespace Headroom.Cli.Tests.Replay;

/// <summary>Runs with made-up results, for tests of what is printed about them.</summary>
internal static class SomeRuns
{
    public static PackingResult Packing(string trace, string policy, double allocated, long seed = 42) =>
        new(0, trace, new(
            new PackingRun
            {
                Policy = policy,
                Seed = seed,
                Arrivals = 10,
                Failed = 3,
                Moves = 2,
                AllocatedPercentWithoutMoves = 94.5,
                Curve = [.. Enumerable.Range(0, 131).Select(arrived => Point(arrived, allocated))],
            }, 12.5));

    public static PackingGrid PackingGrid(string trace, params string[] policies) => new()
    {
        Traces = [new PackingTrace(trace, [new Node("n1", 1000, 1000, 8, "A")], [])],
        Policies = policies,
        Seeds = [42],
    };

    public static QueueResult Queue(string trace, string policy, double averageCompletionSeconds) => new(0, trace, new(
        new QueueRun
        {
            Policy = policy,
            Jobs = 992,
            NeverFits = 0,
            AverageCompletionSeconds = averageCompletionSeconds,
            MakespanSeconds = 1_000_000.5,
            P99CompletionSeconds = averageCompletionSeconds * 5,
            AverageWaitSeconds = 12.25,
            P99WaitSeconds = 120,
            Utilisation = 0.875,
            Preemptions = 7,
            GpuHoursLost = 1.5,
            Digest = "00ff",
        }, 3.25));

    public static QueueGrid QueueGrid(string trace, params string[] policies) => new()
    {
        Histories = [new JobHistory(trace, [], [])],
        Fleet = new GpuFleetShape(8, 8),
        Policies = policies,
    };

    // No arrival fell on percent 50 of this run.
    private static PackingCurvePoint Point(int arrived, double allocated) => arrived == 50
        ? new(arrived, null, null, null)
        : new(arrived, Math.Min(arrived, allocated), 1.25, Math.Min(100, 14 + arrived));
}
