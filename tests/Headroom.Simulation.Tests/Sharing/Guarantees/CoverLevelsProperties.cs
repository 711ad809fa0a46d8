using CsCheck;
using Headroom.Cluster.Events;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;
using Headroom.Simulation.Sharing.Guarantees;
using Headroom.Simulation.Sharing.Workloads;

namespace Headroom.Simulation.Tests.Sharing.Guarantees;

/// <summary>What holds for cover levels in every full world.</summary>
public sealed class CoverLevelsProperties
{
    [Fact]
    public void Every_running_job_is_covered_once_on_its_way_and_within_what_is_owed() => Gen.ULong.Sample(
        seed =>
        {
            var (state, tree) = Filled(RandomPool.Create(seed));

            var covered = CoverLevels.Of(state, tree);

            var running = state.Queues.SelectMany(queue => queue.Running).Select(job => job.Job.Id).Order();
            Assert.Equal(running, covered.Select(job => job.Job.Job.Id).Order());
            Assert.All(covered, job => Assert.True(tree.IsWithin(tree.IndexOf(job.Job.Queue.Name), job.Level)));
            for (var queue = 1; queue < tree.Count; queue++) AssertFull(tree, queue, covered);
        },
        iter: 100);

    [Fact]
    public void A_queue_that_uses_no_more_than_it_is_owed_is_covered_within() => Gen.ULong.Sample(
        seed =>
        {
            var (state, tree) = Filled(RandomPool.Create(seed));
            foreach (var (job, level) in CoverLevels.Of(state, tree))
            {
                for (var queue = tree.IndexOf(job.Queue.Name); queue > 0; queue = tree.ParentOf(queue))
                {
                    var isWithin = Use(state, tree, queue, job.Resource) <= tree.Owed(queue, job.Resource);
                    if (isWithin) Assert.True(tree.IsWithin(level, queue));
                }
            }
        },
        iter: 100);

    // What it covers stays within what it is owed, and what it leaves over would not.
    private static void AssertFull(QueueTree tree, int queue, IReadOnlyList<CoveredJob> covered)
    {
        for (var resource = 0; resource < tree.Resources.Count; resource++)
        {
            var within = covered.Where(job => job.Job.Resource == resource && tree.IsWithin(job.Level, queue))
                .Sum(job => job.Job.MilliHeld);
            Assert.True(within <= tree.Owed(queue, resource));
            Assert.All(
                covered.Where(job => job.Job.Resource == resource && !tree.IsWithin(job.Level, queue)
                    && tree.IsWithin(tree.IndexOf(job.Job.Queue.Name), queue)),
                job => Assert.True(within + job.Job.MilliHeld > tree.Owed(queue, resource)));
        }
    }

    private static long Use(ClusterState state, QueueTree tree, int queue, int resource) =>
        state.Queues.Where(own => tree.IsWithin(tree.IndexOf(own.Name), queue)).Sum(own => own.Used[resource]);

    private static (ClusterState State, QueueTree Tree) Filled(PoolScenario world)
    {
        var state = new ClusterState(world.Fleet);
        foreach (var job in world.Jobs) Assert.Null(state.Apply(new JobSubmitted(0, job.Job)));
        foreach (var start in ScriptedScheduler.StartAll(state, 0).ToList()) Assert.Null(state.Apply(start));
        return (state, new QueueTree(world.Policy, state.Resources));
    }
}
