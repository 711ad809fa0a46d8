using Headroom.Cluster.Jobs;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;
using Headroom.Simulation.Sharing.Guarantees;
using Headroom.Simulation.Sharing.Workloads;

namespace Headroom.Simulation.Tests.Sharing.Workloads;

public sealed class ScenarioTests
{
    [Fact]
    public void The_reclaim_instance_is_full_of_borrowers_and_owes_half_of_its_nodes_to_one_gang()
    {
        var scenario = ReclaimScenario.Create(10);
        var state = ReclaimScenario.Filled(scenario);
        var tree = new QueueTree(scenario.Policy, state.Resources);

        Assert.Equal(80, state.Queues[0].Running.Count);
        Assert.All(Enumerable.Range(0, 10), node => Assert.Equal(0, state.Room.GpusFree(node)));
        Assert.Equal(
            new JobShape { TaskCount = 5, GpuCount = 8 }, Assert.Single(state.Queues[1].Waiting).Job.Shape);
        Assert.Equal(
            40_000, Assert.Single(new GuaranteeCheck(scenario.Fleet, tree).OwedNow(state, state.Now)).Milli);
        Assert.Equal(1, ReclaimScenario.Create(10, gangNodes: 1).Jobs[^1].Job.Shape.TaskCount);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_data_of_the_worst_of_five_regions_draws_263_percent_of_what_it_has(ulong seed)
    {
        var scenario = FiveRegions.Create(seed);
        var homes = scenario.Fleet.DataSets.ToDictionary(data => data.Name, data => data.Regions[0]);
        var supply = 64.0 * 7 * 24 * 3_600_000;

        var drawn = scenario.Jobs.GroupBy(job => homes[job.Job.Shape.DataSets[0]]).OrderBy(group => group.Key)
            .Select(group =>
                group.Sum(job => job.Job.Shape.TaskCount * job.Job.Shape.GpuCount * job.RuntimeMilliseconds) / supply);

        Assert.Equal([2.63, 0.75, 0.5, 0.35, 0.27], drawn.Select(ratio => Math.Round(ratio, 5)));
        Assert.All(scenario.Jobs, job => Assert.Null(JobCheck.Fault(job.Job)));
        Assert.Equal(20, scenario.Fleet.Links.Count);
        Assert.Empty(FiveRegions.Create(seed, sendsData: false).Fleet.Links);
    }

    [Fact]
    public void The_cycle_scenario_fills_the_fleet_and_has_as_many_waiting_as_asked_for()
    {
        var scenario = CycleScenario.Create(nodes: 100, waiting: 500, queues: 200, streamSeconds: 60);
        var atZero = scenario.Jobs.TakeWhile(job => job.Job.SubmittedMilliseconds == 0).ToList();

        Assert.Equal(10 + 100 + 200, scenario.Policy.Queues.Count);
        Assert.True(atZero.Take(atZero.Count - 500).Sum(job => job.Job.Shape.GpuMilliTotal) >= 800_000);
        Assert.All(scenario.Jobs, job => Assert.Null(JobCheck.Fault(job.Job)));
        Assert.All(scenario.Jobs.Skip(atZero.Count), job => Assert.InRange(job.Job.SubmittedMilliseconds, 1, 60_000));
        var tree = new QueueTree(scenario.Policy, new ClusterState(scenario.Fleet).Resources);
        Assert.Equal(3, tree.DepthOf(tree.IndexOf("queue-0")));
        Assert.Equal(4_000, tree.Nominal(tree.IndexOf("queue-199"), 0));
        Assert.True(tree.Nominal(tree.IndexOf("o9"), 0) * 10 <= tree.Nominal(0, 0));
        Assert.All(scenario.Jobs, job => Assert.True(tree.TakesJobs(tree.IndexOf(job.Job.Queue))));
    }

    [Fact]
    public void A_random_pool_is_valid_and_the_same_for_the_same_seed()
    {
        for (var seed = 0UL; seed < 300; seed++)
        {
            var pool = RandomPool.Create(seed);
            var tree = new QueueTree(pool.Policy, new ClusterState(pool.Fleet).Resources);

            Assert.All(pool.Jobs, job => Assert.Null(JobCheck.Fault(job.Job)));
            Assert.All(pool.Jobs, job => Assert.True(tree.TakesJobs(tree.IndexOf(job.Job.Queue))));
            Assert.InRange(pool.Fleet.Nodes.Count, 2, 12);
            for (var queue = 0; queue < tree.Count; queue++) AssertWithin(tree, queue);
            Assert.Equal(pool.Jobs, RandomPool.Create(seed).Jobs);
        }
    }

    private static void AssertWithin(QueueTree tree, int queue)
    {
        Assert.InRange(tree.DepthOf(queue), 0, 4);
        for (var resource = 0; resource < tree.Resources.Count; resource++)
        {
            Assert.True(
                tree.ChildrenOf(queue).Sum(child => tree.Nominal(child, resource)) <= tree.Nominal(queue, resource));
            Assert.True(tree.ChildrenOf(queue).Sum(child => tree.Owed(child, resource)) <= tree.Owed(queue, resource));
        }
    }
}
