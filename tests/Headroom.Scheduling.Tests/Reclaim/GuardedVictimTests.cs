using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;

namespace Headroom.Scheduling.Tests.Reclaim;

public sealed class GuardedVictimTests
{
    private const long Minute = 60_000;

    /// <summary>
    /// A gang runs on two nodes. One of them is promised to another job from a time on at which the gang has ended, so
    /// its part is free then already and must not be given back once more when the gang is stopped for the other node.
    /// </summary>
    [Fact]
    public void A_victim_that_ends_before_a_promise_on_one_of_its_nodes_may_be_stopped_for_another()
    {
        var state = new ClusterState(new Fleet
        {
            Nodes = [new Node("node-0", 8_000, 1_024, 2, "A"), new Node("node-1", 4_000, 1_024, 2, "A")],
        });
        var tree = new QueueTree(new SharingPolicy
        {
            Queues = [new QueueDefinition { Name = "q" }, new QueueDefinition { Name = "r" }],
        }, state.Resources);
        var (gang, large, small, promised, high) = (0, 1, 2, 3, 4);
        Run(state, Of(gang, "q", 0, tasks: 2, minutes: 10), new TaskPlacement(0, GpuSet.Of(1)), new TaskPlacement(1, GpuSet.Of(0)));
        Run(state, Of(large, "r", 0, cores: 6, minutes: 20), new TaskPlacement(0, GpuSet.Of(0)));
        Run(state, Of(small, "r", 0, minutes: 60), new TaskPlacement(1, GpuSet.Of(1)));
        Submit(state, Of(promised, "r", 0, cores: 6, minutes: 60));
        foreach (var decided in new PoolScheduler().Decide(state, tree, 0, 100).Events)
            Assert.Null(state.Apply(decided));

        Assert.Equal(20 * Minute, state.Find(new JobId(promised))!.Reservation!.Start);
        Submit(state, Of(high, "q", priority: 1, minutes: 60));
        var plan = new PoolScheduler().Decide(state, tree, 0, 100);

        var order = Assert.Single(plan.Events.OfType<PreemptionOrdered>()).Preemption;
        Assert.Equal((new JobId(gang), new JobId(high)), (order.Victim, order.Beneficiary));
    }

    private static Job Of(int id, string queue, int priority, int tasks = 1, int cores = 1, long minutes = 1) => new()
    {
        Id = new JobId(id),
        Shape = new JobShape { TaskCount = tasks, CpuMillicores = cores * 1_000, GpuCount = 1 },
        Queue = queue,
        SubmittedMilliseconds = 0,
        Priority = priority,
        TimeLimitMilliseconds = minutes * Minute,
    };

    private static void Submit(ClusterState state, Job job) => Assert.Null(state.Apply(new JobSubmitted(0, job)));

    private static void Run(ClusterState state, Job job, params ReadOnlySpan<TaskPlacement> tasks)
    {
        Submit(state, job);
        Assert.Null(state.Apply(new JobStarted(0, job.Id, 0, ValueList.Of(tasks))));
    }
}
