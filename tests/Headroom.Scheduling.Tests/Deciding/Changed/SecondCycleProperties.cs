using Headroom.Cluster.Events;
using Headroom.Scheduling.Plans;

namespace Headroom.Scheduling.Tests.Deciding.Changed;

/// <summary>A cycle that was split in two: its plan is applied, and at once it is decided again.</summary>
public sealed class SecondCycleProperties
{
    // Where a job made way in the cycle that started it, or the budget ended before all were looked at, another cycle
    // is asked for.
    [Fact]
    public void Nothing_starts_or_stops_in_a_second_cycle_at_the_same_time() =>
        PoolRun.Sample(PoolWorld.Any, LooksTwice, iterations: 300);

    // A claim that another's start made good, and promises that moved when they were planned anew.
    [Theory]
    [InlineData("9_HDJz-Jjtz4")]
    [InlineData("cSYK-DhbSoM2")]
    [InlineData("7dgC4OOkgcr2")]
    public void Worlds_that_once_needed_a_second_cycle_do_not(string seed) =>
        PoolRun.Sample(PoolWorld.Any, LooksTwice, iterations: 1, seed);

    private static void LooksTwice(PoolRun run) => run.Applied = plan =>
    {
        var isIncomplete = plan.NextWake <= run.Now + 1
            || plan.Verdicts.Any(verdict => verdict.Hold.Reason == HoldReason.NotReached);
        if (isIncomplete) return;

        var second = new PoolScheduler().Decide(run.State, run.Tree, run.Now, 1_000);
        if (second.Events.Any(decided => StopsWhoWentFirst(run, decided))) return;

        Assert.All(second.Events, decided => Assert.True(
            decided is not (JobStarted or PreemptionOrdered), $"{decided} only in the second cycle"));
    };

    // A job may start before one of a higher priority, within quota or in order of submission, and be stopped for it
    // later.
    private static bool StopsWhoWentFirst(PoolRun run, ClusterEvent decided) =>
        decided is PreemptionOrdered { Preemption: { Rule: PreemptionRule.Priority } order }
        && run.State.Find(order.Victim)!.StartedAt == run.Now;
}
