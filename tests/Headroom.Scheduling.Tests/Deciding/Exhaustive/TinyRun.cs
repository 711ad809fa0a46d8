using CsCheck;
using Headroom.Cluster.Events;
using Headroom.Scheduling.Plans;
using Headroom.Testing;

namespace Headroom.Scheduling.Tests.Deciding.Exhaustive;

/// <summary>A small pool to which all jobs are offered at once.</summary>
internal static class TinyRun
{
    // Far more than any of these worlds needs.
    private const int CyclesMax = 50;

    /// <summary>Looks at random pools when nothing is decided any more.</summary>
    public static void Sample(Gen<TinyPool> worlds, Action<TinyPool, PoolRun, Plan> check, int iterations = 1_000) =>
        worlds.Sample(world =>
        {
            var run = new PoolRun(world.Fleet, world.Policy);
            run.Tell(() =>
            {
                foreach (var job in world.Jobs) run.Submit(job);
                check(world, run, AtRest(run));
            });
        }, iter: iterations);

    /// <summary>Thousandths of accelerators that running jobs hold.</summary>
    public static long MilliHeld(this PoolRun run) => run.Running.Sum(job => job.MilliHeld);

    /// <summary>
    /// Decides until nothing starts or stops any more: where a job makes way for another in its very first cycle, what
    /// it leaves is looked at again a moment later.
    /// </summary>
    public static Plan AtRest(PoolRun run)
    {
        for (var cycle = 0; cycle < CyclesMax; cycle++)
        {
            var plan = run.Cycle();
            var isBusy = plan.NextWake == run.Now + 1
                || plan.Events.Any(decided => decided is PreemptionOrdered)
                || (cycle > 0 && plan.Events.Any(decided => decided is JobStarted));
            if (!isBusy) return plan;

            run.StopAll();
            run.Wait(1);
        }

        Assert.Fail("no rest");
        return null!;
    }
}
