using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;
using Headroom.Simulation.Sharing;

namespace Headroom.Simulation.Tests.Sharing;

/// <summary>Entitlements and Jain's index by hand, on one node of four.</summary>
public sealed class FairnessTests
{
    [Fact]
    public void A_queue_is_entitled_to_what_it_is_owed_and_its_weight_of_the_rest()
    {
        var policy = new SharingPolicy
        {
            Queues =
            [
                new QueueDefinition { Name = "a", Weight = 3, Quotas = [new Quota(Make.Model, 1_000)] },
                new QueueDefinition { Name = "b" },
                new QueueDefinition { Name = "b1", Parent = "b", Weight = 2 },
                new QueueDefinition { Name = "b2", Parent = "b", Weight = 1 },
            ],
        };
        var tree = new QueueTree(policy, new ClusterState(Make.Fleet()).Resources);

        var entitled = Entitlements.Of(tree, [0]);

        // Of the three that nobody is owed, a has 9/4 and b 3/4; b hands its part on by weight.
        Assert.Equal(3_250, entitled[tree.IndexOf("a")]);
        Assert.Equal(750, entitled[tree.IndexOf("b")]);
        Assert.Equal(500, entitled[tree.IndexOf("b1")], 9);
        Assert.Equal(250, entitled[tree.IndexOf("b2")], 9);
    }

    [Fact]
    public void Serving_one_of_two_queues_only_is_half_fair_and_both_alike_is_fair()
    {
        // For 400 s queue a has everything that both want; then b has.
        var unfair = Run(Make.Job(1, gpus: 4, runs: 400, queue: "a"), Make.Job(2, gpus: 4, runs: 400, queue: "b"));
        var fair = Run(Make.Job(1, gpus: 2, runs: 400, queue: "a"), Make.Job(2, gpus: 2, runs: 400, queue: "b"));

        Assert.All(
            unfair.FairnessPeriods.Take(200), period => Assert.Equal((2, 0.5), (period.Queues, Round(period.Jain))));
        Assert.All(unfair.FairnessPeriods.Skip(200), period => Assert.Equal((1, 1), (period.Queues, period.Jain)));
        Assert.Equal(0.5, unfair.Fairness, 9);
        Assert.All(fair.FairnessPeriods, period => Assert.Equal((2, 1), (period.Queues, Round(period.Jain))));
        Assert.Equal(1, fair.Fairness, 9);
    }

    [Fact]
    public void A_queue_that_wants_less_than_its_part_does_not_count()
    {
        var run = Run(Make.Job(1, gpus: 3, runs: 400, queue: "a"), Make.Job(2, gpus: 1, runs: 400, queue: "b"));

        Assert.All(run.FairnessPeriods, period => Assert.Equal(1, period.Queues));
        Assert.Equal(1, run.Fairness);
        Assert.All(run.Tenants[1].Periods, period => Assert.Equal((1, 1, 1), (period.Got, period.Wanted, period.Owed)));
        Assert.Equal(2, run.Tenants[1].EntitledGpus);
    }

    private static SharingRun Run(params SharedJob[] jobs) => Make.Run(jobs, policy: new SharingPolicy
    {
        Queues = [new QueueDefinition { Name = "a" }, new QueueDefinition { Name = "b" }],
    });

    private static double Round(double value) => Math.Round(value, 9);
}
