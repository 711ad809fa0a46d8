using CsCheck;
using Headroom.Cluster.Events;
using Headroom.Scheduling.Quotas;
using Headroom.Scheduling.Reclaim;
using Headroom.Scheduling.Tests.Quotas;

namespace Headroom.Scheduling.Tests.Reclaim;

public sealed class VictimRulesProperties
{
    [Fact]
    public void Who_may_be_stopped_for_whom_is_what_the_decision_record_says() =>
        Gen.Select(RunningWorlds.World, Gen.Int[0, 99], Gen.Int[0, 99]).Sample((world, number, steps) =>
        {
            var (state, tree) = world;
            var covers = new CoverLevels(tree, state);
            covers.Refresh();
            var jobs = state.Queues.SelectMany(queue => queue.Waiting.Concat(queue.Running)).ToList();
            var job = jobs[number % jobs.Count];
            var queue = Math.Max(tree.IndexOf(job.Job.Queue), 0);
            var owedAt = queue;
            for (var step = steps % 5; step > 0 && owedAt > 0; step--) owedAt = tree.ParentOf(owedAt);

            foreach (var victim in Enumerable.Range(0, tree.Count).SelectMany(covers.Of))
            {
                var common = tree.CommonAncestor(queue, victim.Queue);
                var reclaims = victim.Queue != queue
                    && owedAt != common && tree.IsWithin(owedAt, common) && tree.IsWithin(common, victim.CoveredBy);
                var isHigher = victim.Queue == queue && job.Job.Priority > victim.Job.Job.Priority
                    && tree.DepthOf(owedAt) >= tree.DepthOf(victim.CoveredBy);
                PreemptionRule? expected = !victim.Job.Job.IsPreemptible ? null
                    : reclaims ? PreemptionRule.Reclaim
                    : isHigher ? PreemptionRule.Priority : null;

                Assert.Equal(expected, VictimRules.RuleFor(tree, job, queue, owedAt, victim));
            }
        }, iter: 3_000);
}
