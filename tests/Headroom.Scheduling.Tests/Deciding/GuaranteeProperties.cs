using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Scheduling.Tests.Quotas;


namespace Headroom.Scheduling.Tests.Deciding;

/// <summary>That lent quota comes back, by the words of docs/decisions/0020-reclaim-never-runs-in-circles.md.</summary>
public sealed class GuaranteeProperties
{
    // Chips are counted here, not where they are: all of the fleet counts, nodes that take no work included. Who
    // starts as soon as others have stopped may be stopped then.
    [Fact]
    public void What_a_queue_is_owed_is_free_or_may_be_taken_back() => PoolRun.Sample(PoolWorld.Any, run =>
        run.Applied = _ =>
        {
            var pool = new PlainPool(run.State, run.Tree);
            IReadOnlyList<PlainHolding> holding = [.. pool.Running, .. pool.Pending];
            var covers = PlainCover.Of(run.Tree, holding);
            for (var queue = 1; queue < run.Tree.Count; queue++)
            {
                for (var resource = 0; resource < run.Tree.Resources.Count; resource++)
                {
                    AssertComesBack(
                        run, pool, [.. holding.Where(job => job.Resource == resource)], covers, queue, resource);
                }
            }
        }, iterations: 1_000);

    [Fact]
    public void Jobs_that_may_not_be_preempted_never_are() => PoolRun.Sample(PoolWorld.Any, run =>
        run.Applying = (plan, index) =>
        {
            if (plan.Events[index] is PreemptionOrdered { Preemption: var order })
                Assert.True(run.State.Find(order.Victim)!.Job.IsPreemptible);
        });

    // A job that has not waited through the natural churn stops nobody; before the grace time has ended, nobody is
    // stopped who runs for too short a time or was stopped too often.
    [Fact]
    public void Borrowers_are_protected_until_the_grace_time_ends() => PoolRun.Sample(PoolWorld.Any, run =>
        run.Applying = (plan, index) =>
        {
            if (plan.Events[index] is not PreemptionOrdered { Preemption: var order }) return;

            var (victim, rules) = (run.State.Find(order.Victim)!, run.Tree.Policy.Reclaim);
            var since = run.State.Find(order.Beneficiary)!.ClaimedSince;
            if (order.Rule == PreemptionRule.Reclaim)
                Assert.True(run.Now >= since + rules.NaturalChurnMilliseconds, $"{order} without patience");
            if (order.Rule == PreemptionRule.Reclaim && run.Now >= since + rules.GraceMilliseconds) return;

            Assert.True(run.Now >= victim.StartedAt + rules.RuntimeMillisecondsMin, $"{order} too early");
            Assert.True(victim.Preemptions < rules.PreemptionsPerJobMax, $"{order} too often");
        });

    private static void AssertComesBack(
        PoolRun run, PlainPool pool, PlainHolding[] holding, Dictionary<JobId, int> covers, int queue, int resource)
    {
        var above = run.Tree.ParentOf(queue);
        var unused = run.Tree.Owed(queue, resource) - pool.Use.Used(queue, resource);
        var free = run.Tree.Nominal(0, resource) - pool.Use.Used(0, resource);
        var mayBeStopped = holding.Where(job => job.Job.IsPreemptible
            && !run.Tree.IsWithin(job.Queue, queue) && run.Tree.IsWithin(above, covers[job.Id])).Sum(job => job.Milli);

        Assert.True(
            unused <= free + mayBeStopped,
            $"{run.Tree[queue].Name} is owed {unused} more {run.Tree.Resources[resource]}, and {free} + {mayBeStopped} is there");
    }
}
