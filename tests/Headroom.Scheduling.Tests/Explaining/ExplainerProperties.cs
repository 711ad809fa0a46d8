using CsCheck;
using Headroom.Cluster.State;
using Headroom.Scheduling.Explaining;
using Headroom.Testing;

namespace Headroom.Scheduling.Tests.Explaining;

public sealed class ExplainerProperties
{
    private const int Samples = 500;

    [Fact]
    public void Every_change_is_found_again_on_a_state_built_from_nothing() =>
        BusyPool.Any.Sample(
            world =>
            {
                var (state, scheduler) = (world.Replay(), new PoolScheduler());
                var before = StateText.Of(state);
                foreach (var job in WaitingOf(state))
                {
                    var explained = Explainer.Explain(
                        state, world.Tree(), scheduler, job.Job.Id, world.Now, BusyPool.StepBudget);
                    foreach (var change in explained.Changes) Confirm(world, job, change);
                    Assert.InRange(explained.Decisions, 1, Explainer.DecisionsMax);
                }

                Assert.Equal(before, StateText.Of(state));
            },
            iter: Samples);

    private static void Confirm(BusyPool world, JobEntry job, Change change)
    {
        if (change.Edit is Wait) return;

        Assert.True(change.Effect > StartEffect.Waits);
        Assert.Equal(change.Effect, PlainTrial.Resubmitted(world, job.Job, change.Edit));
        if (PlainTrial.MayChangeAtSubmission(world, job.Job))
            Assert.Equal(change.Effect, PlainTrial.AtSubmission(world, job.Job, change.Edit));
        if (change.IsLeast && change.Edit.OneStepLess(job.Job) is { } less)
            Assert.True(PlainTrial.Resubmitted(world, job.Job, less) < change.Effect);
    }

    private static List<JobEntry> WaitingOf(ClusterState state) => [.. state.Queues.SelectMany(queue => queue.Waiting)];
}
