using CsCheck;
using Headroom.Cluster.Events;
using Headroom.Cluster.State;

namespace Headroom.Scheduling.Tests.Deciding;

/// <summary>Nothing arrives and nothing ends: who is told to stop does so, and time goes by.</summary>
public sealed class StaticPoolProperties
{
    // Far more than any of these worlds needs, and so long that grace, protection and every time to wait for have
    // passed.
    private const int CyclesMax = 400;
    private const int QuietCycles = 20;
    private const long Step = 25;

    [Fact]
    public void Preemptions_end_and_no_set_of_running_jobs_comes_back() => PoolWorld.Any.Sample(world =>
    {
        var run = new PoolRun(world.Fleet, world.Policy);
        run.Tell(() =>
        {
            Begin(run, world);
            AssertComesToRest(run);
        });
    }, iter: 500);

    private static void Begin(PoolRun run, PoolWorld world)
    {
        foreach (var half in world.Jobs.Chunk(Math.Max(world.Jobs.Length / 2, 1)))
        {
            foreach (var job in half) run.Submit(job);
            run.Cycle();
            run.Wait(7);
        }
    }

    private static void AssertComesToRest(PoolRun run)
    {
        var (seen, current, quiet) = (new HashSet<string>(), "", 0);
        for (var cycle = 0; quiet < QuietCycles; cycle++)
        {
            Assert.True(cycle < CyclesMax, "no rest");
            var plan = run.Cycle();
            var stops = plan.Events.Any(decided => decided is PreemptionOrdered);
            quiet = stops || plan.Events.Any(decided => decided is JobStarted) ? 0 : quiet + 1;

            // Between the stop of some and the start of another fewer run than before: that is no circle.
            if (!stops && run.Running.All(job => job.Phase == JobPhase.Running)
                && run.State.Promised.All(job => !job.Reservation!.IsReclaim))
            {
                var running = string.Join(' ', run.RunningIds());
                Assert.True(running == current || seen.Add(running), $"{running} comes back");
                current = running;
            }

            run.StopAll();
            run.Wait(Step);
        }
    }
}
