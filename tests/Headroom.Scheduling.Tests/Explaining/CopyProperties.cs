using CsCheck;
using Headroom.Cluster.Events;
using Headroom.Cluster.State;
using Headroom.Testing;

namespace Headroom.Scheduling.Tests.Explaining;

public sealed class CopyProperties
{
    [Fact]
    public void A_copy_gets_the_same_plans_and_goes_on_alone() =>
        BusyPool.Any.Sample(
            world =>
            {
                var original = world.Replay();
                var before = StateText.Of(original);
                var copy = original.Copy();
                Assert.Equal(before, StateText.Of(copy));
                var ofCopy = GoOn(world, copy);
                Assert.Equal(before, StateText.Of(original));
                var ofOriginal = GoOn(world, original);
                Assert.Equal(ofOriginal, ofCopy);
                Assert.Equal(StateText.Of(original), StateText.Of(copy));
            },
            iter: 300);

    private static List<string> GoOn(BusyPool world, ClusterState state)
    {
        var (seen, tree, now) = (new List<string>(), world.Tree(), world.Now);
        for (var cycle = 0; cycle < 4; cycle++, now += 1_000_000)
        {
            var plan = new PoolScheduler().Decide(state, tree, now, BusyPool.StepBudget);
            seen.AddRange(plan.Events.Select(decided => $"{decided}"));
            seen.AddRange(plan.Verdicts.Select(verdict => $"{verdict}"));
            foreach (var decided in plan.Events) Assert.Null(state.Apply(decided));
            var running = state.Queues.SelectMany(queue => queue.Running).Select(job => job.Job.Id).Take(2).ToList();
            foreach (var id in running) Assert.Null(state.Apply(new JobFinished(now, id, Succeeded: true)));
        }

        return seen;
    }
}
