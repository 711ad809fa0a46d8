using Headroom.Cluster.Events;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling;
using Headroom.Simulation.Sharing;
using Headroom.Simulation.Sharing.Steady;
using Headroom.Simulation.Sharing.Workloads;

namespace Headroom.Cli.Bench;

/// <summary>
/// Many small random worlds: what may never happen is counted by code that the engine does not share.
/// </summary>
internal static class RandomWorldRuns
{
    private const int GuaranteeWorlds = 10_000;
    private const int SteadyWorlds = 1_000_000;
    private const int Batch = 1_000;
    private const int SteadyJobs = 14;

    public static BenchScenario Guarantees { get; } = new()
    {
        Name = "guarantees",
        Unit = "violations",
        Must = 0,
        MemoryMustMiB = 2_048,
        Source = "10,000 random pools of up to 12 nodes and trees up to 4 levels deep, replayed whole; lent quota kept beyond "
            + "grace; no published figure (kubernetes-sigs/kueue#6577 reports such)",
        Measure = bench => Count(bench, "checking guarantees", GuaranteeWorlds, seed => Violations(seed)),
    };

    public static BenchScenario PreemptionCycles { get; } = new()
    {
        Name = "preemption-cycles",
        Unit = "circles",
        Must = 0,
        MemoryMustMiB = 2_048,
        Source = "1,000,000 random pools with trees up to 4 levels deep, left alone until nothing changes; sets of running "
            + "jobs that come back after a preemption; no published figure (kubernetes-sigs/kueue#3779 reports such)",
        Measure = bench => Count(bench, "looking for circles", SteadyWorlds, seed => Circles(seed)),
    };

    private static double Count(BenchRun bench, string title, int worlds, Func<ulong, int> count)
    {
        var batches = Enumerable.Range(0, worlds / Batch).ToList();
        var counts = bench.Pool.Map(title, batches, batch =>
            Enumerable.Range(batch * Batch, Batch).Sum(seed => count((ulong)seed + 1)));
        bench.Add(new BenchFigure("worlds", worlds, "", ""));
        return counts.Sum();
    }

    private static int Violations(ulong seed)
    {
        var world = RandomPool.Create(seed);
        var run = SharingReplay.Run(
            world.Jobs, world.Fleet, world.Policy, new PoolScheduler(), new SharingOptions { CheckGuarantees = true });
        return run.Guarantees!.Count;
    }

    private static int Circles(ulong seed)
    {
        var world = RandomPool.Create(seed, SteadyJobs);
        var state = new ClusterState(world.Fleet);
        var tree = new QueueTree(world.Policy, state.Resources);
        var scheduler = new PoolScheduler();

        // Some of the jobs run and borrow before the others come.
        foreach (var job in world.Jobs.Take(SteadyJobs / 2))
            state.Apply(new JobSubmitted(0, job.Job with { SubmittedMilliseconds = 0 }));

        SteadyState.Reaches(state, tree, scheduler);
        foreach (var job in world.Jobs.Skip(SteadyJobs / 2))
            state.Apply(new JobSubmitted(state.Now, job.Job with { SubmittedMilliseconds = state.Now }));

        return SteadyState.Reaches(state, tree, scheduler).End == SteadyEnd.AtRest ? 0 : 1;
    }
}
