using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;
using Headroom.Simulation.Sharing;
using Headroom.Simulation.Sharing.Steady;
using Headroom.Simulation.Sharing.Workloads;
using Headroom.Testing;

namespace Headroom.Simulation.Tests.Sharing.Steady;

/// <summary>Schedulers that come to rest and one that does not.</summary>
public sealed class SteadyStateTests
{
    [Fact]
    public void A_scheduler_that_stops_each_job_for_the_next_goes_round_in_a_circle()
    {
        // Three jobs of the whole fleet: whoever waits longest takes the place of the one that runs.
        var (state, tree) = World(Enumerable.Range(0, 3).Select(id => Make.Job(id, gpus: 4)));
        var unfair = new ScriptedScheduler((cluster, now) =>
        {
            var running = cluster.Queues[0].Running;
            var next = cluster.Queues[0].Waiting.MinBy(job => job.Sequence)!;
            return running.Count == 0
                ? ScriptedScheduler.StartAll(cluster, now, job => job == next)
                : [PlainScheduler.Order(now, running[0], next)];
        });

        var outcome = SteadyState.Reaches(state, tree, unfair);

        Assert.Equal(SteadyEnd.Circle, outcome.End);
        Assert.InRange(outcome.CircleLength, 2, 6);
        Assert.InRange(outcome.Cycles, 2, 10);
    }

    [Fact]
    public void The_same_jobs_on_another_chip_model_are_no_circle()
    {
        // The first job makes way once, its node is closed, and it goes on with the other model.
        var fleet = new Fleet { Nodes = [Some.Node("a", gpus: 4), Some.Node("h", gpus: 5, model: "H100")] };
        var (state, tree) = World([Make.Job(0, gpus: 4), Make.Job(1)], fleet);
        var cycle = 0;
        var moving = new ScriptedScheduler((cluster, now) => ++cycle == 2
            ? [PlainScheduler.Order(now, Entry(cluster, 0), Entry(cluster, 1)), Close(node: 0, now)]
            : ScriptedScheduler.StartAll(cluster, now));

        Assert.Equal(SteadyEnd.AtRest, SteadyState.Reaches(state, tree, moving).End);
        Assert.Equal(1, Entry(state, 0).Resource);
    }

    [Fact]
    public void One_that_stops_jobs_for_higher_ones_only_comes_to_rest()
    {
        var (state, tree) = World(Enumerable.Range(0, 9).Select(id => Make.Job(id, gpus: 2, priority: id)));

        var outcome = SteadyState.Reaches(state, tree, new PlainScheduler(preempts: true));

        Assert.Equal(SteadyEnd.AtRest, outcome.End);
        Assert.Equal([8L, 7], state.Queues[0].Running.Select(job => job.Job.Id.Value));
    }

    [Fact]
    public void Starting_and_waiting_for_room_is_no_circle()
    {
        var (state, tree) = World(Enumerable.Range(0, 9).Select(id => Make.Job(id)));

        Assert.Equal(
            new SteadyOutcome(SteadyEnd.AtRest, 2, 0, 0), SteadyState.Reaches(state, tree, new PlainScheduler()));
    }

    [Fact]
    public void One_that_always_decides_something_else_runs_out_of_cycles()
    {
        var (state, tree) = World([Make.Job(1), Make.Job(2, gpus: 8)]);
        var restless = new ScriptedScheduler((_, now) => [new ClaimOpened(now, Make.Job(2).Job.Id)]);

        Assert.Equal(
            new SteadyOutcome(SteadyEnd.OutOfCycles, 50, 0, 0), SteadyState.Reaches(state, tree, restless, 50));
    }

    [Fact]
    public void Time_passes_until_a_claim_has_run_out()
    {
        // It decides only after the grace time of ten minutes, and asks to be woken then.
        var (state, tree) = World([Make.Job(1)]);
        var late = new ScriptedScheduler((cluster, now) =>
            now >= 600_000 ? ScriptedScheduler.StartAll(cluster, now) : [])
        {
            Wake = now => now < 600_000 ? 600_000 : now + 3_600_000,
        };

        Assert.Equal(SteadyEnd.AtRest, SteadyState.Reaches(state, tree, late).End);
        Assert.Single(state.Queues[0].Running);
    }

    [Fact]
    public void The_plain_scheduler_comes_to_rest_in_every_world()
    {
        for (var seed = 0UL; seed < 100; seed++)
        {
            var world = RandomPool.Create(seed);
            var state = new ClusterState(world.Fleet);
            foreach (var job in world.Jobs) Assert.Null(state.Apply(new JobSubmitted(0, job.Job)));

            var tree = new QueueTree(world.Policy, state.Resources);
            Assert.Equal(
                SteadyEnd.AtRest, SteadyState.Reaches(state, tree, new PlainScheduler(preempts: true)).End);
        }
    }

    private static NodeChanged Close(int node, long now) => new(now, node, NodeStatus.Cordoned);

    private static JobEntry Entry(ClusterState state, long id) => state.Find(new JobId(id))!;

    private static (ClusterState State, QueueTree Tree) World(IEnumerable<SharedJob> jobs, Fleet? fleet = null)
    {
        var state = new ClusterState(fleet ?? Make.Fleet());
        foreach (var job in jobs) Assert.Null(state.Apply(new JobSubmitted(0, job.Job)));
        return (state, new QueueTree(SharingPolicy.OneQueue(), state.Resources));
    }
}
