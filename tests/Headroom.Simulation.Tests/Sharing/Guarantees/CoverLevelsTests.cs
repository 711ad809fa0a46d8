using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;
using Headroom.Simulation.Sharing;
using Headroom.Simulation.Sharing.Guarantees;

namespace Headroom.Simulation.Tests.Sharing.Guarantees;

/// <summary>
/// A cohort that is owed five, with queue a owed two and queue b owed one; beside it queue c owed nothing.
/// </summary>
public sealed class CoverLevelsTests
{
    private static readonly SharingPolicy Policy = new()
    {
        Queues =
        [
            new QueueDefinition { Name = "cohort", Quotas = [new Quota(Make.Model, 5_000)] },
            new QueueDefinition { Name = "a", Parent = "cohort", Quotas = [new Quota(Make.Model, 2_000)] },
            new QueueDefinition { Name = "b", Parent = "cohort", Quotas = [new Quota(Make.Model, 1_000)] },
            new QueueDefinition { Name = "c" },
        ],
    };

    [Fact]
    public void Each_queue_covers_what_it_is_owed_and_the_queue_above_the_rest()
    {
        var levels = Levels(
            Make.Job(1, queue: "a"), Make.Job(2, gpus: 2, queue: "a"), Make.Job(3, queue: "a"),
            Make.Job(4, queue: "b"), Make.Job(5, gpus: 2, queue: "b"), Make.Job(6, queue: "c"));

        // Of a, job 2 does not fit beside job 1 and is skipped; the cohort has two left for one of jobs 2 and 5.
        Assert.Equal(["1:a", "2:cohort", "3:a", "4:b", "5:", "6:"], levels);
    }

    [Fact]
    public void Jobs_that_may_not_be_preempted_and_higher_priorities_are_covered_first()
    {
        var levels = Levels(
            Make.Job(1, queue: "a"), Make.Job(2, queue: "a", priority: 5), Make.Job(3, gpus: 1, queue: "a").With(job =>
                job with { IsPreemptible = false }));

        Assert.Equal(["1:cohort", "2:a", "3:a"], levels);
    }

    [Fact]
    public void A_job_that_stops_counts_as_gone()
    {
        var (state, tree) = World(Make.Job(1, gpus: 2, queue: "a"), Make.Job(2, gpus: 2, queue: "a"));
        Assert.Equal(["1:a", "2:cohort"], Levels(state, tree));

        Assert.Null(state.Apply(PlainScheduler.Order(0, state.Find(new JobId(1))!, state.Find(new JobId(2))!)));

        Assert.Equal(["2:a"], Levels(state, tree));
    }

    private static string[] Levels(params SharedJob[] jobs)
    {
        var (state, tree) = World(jobs);
        return Levels(state, tree);
    }

    private static string[] Levels(ClusterState state, QueueTree tree) =>
        [.. CoverLevels.Of(state, tree).OrderBy(job => job.Job.Job.Id).Select(job => $"{job.Job.Job.Id}:{tree[job.Level].Name}")];

    private static (ClusterState State, QueueTree Tree) World(params SharedJob[] jobs)
    {
        var state = new ClusterState(Make.Fleet(nodes: 3));
        foreach (var job in jobs)
        {
            Assert.Null(state.Apply(new JobSubmitted(0, job.Job)));
            foreach (var start in ScriptedScheduler.StartAll(state, 0).ToList()) Assert.Null(state.Apply(start));
        }

        return (state, new QueueTree(Policy, state.Resources));
    }
}
