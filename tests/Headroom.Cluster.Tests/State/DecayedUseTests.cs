using CsCheck;
using Headroom.Cluster.Events;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;

namespace Headroom.Cluster.Tests.State;

public sealed class DecayedUseTests
{
    private const int Nodes = 20;
    private const long Capacity = Nodes * 8_000L;

    private static readonly Gen<(int Node, long Pause)[]> Toggles =
        Gen.Select(Gen.Int[0, Nodes - 1], Gen.OneOf(Gen.Long[0, 1_000], Gen.Long[0, 5_000_000])).Array[1, 40];

    [Fact]
    public void Past_use_is_the_scarcity_weighted_mean_of_doubles() =>
        Gen.Select(Toggles, Gen.OneOf(Gen.Long[1_000, 10_000], Gen.Long[1_000_000, 100_000_000]), Gen.Long[0, 600_000])
            .Sample((toggles, halfLife, entry) =>
            {
                var (state, mean, at) = (StateWith(halfLife, entry), 0.0, 0L);
                foreach (var (node, pause) in toggles)
                {
                    mean = Passed(mean, state.Queues[0].Used[0], pause, halfLife);
                    at += pause;
                    var id = new JobId(node);
                    if (state.Find(id)!.Phase == JobPhase.Waiting)
                    {
                        Assert.Null(state.Apply(new JobStarted(at, id, 0, [new TaskPlacement(node, new GpuSet(255))])));
                        mean += Weighted(8_000, state.Queues[0].Used[0]) * (1 - Math.Pow(2, -(double)entry / halfLife));
                    }
                    else
                    {
                        Assert.Null(state.Apply(new PreemptionOrdered(at, Stop(id))));
                        Assert.Null(state.Apply(new JobStopped(at, id)));
                    }

                    // What is shown is rounded down to a thousandth, beside the error of the powers.
                    Assert.InRange(state.Queues[0].Average.Milli(0), mean * (1 - 1e-5) - 1.1, mean * (1 + 1e-5) + 0.1);
                }
            });

    [Fact]
    public void Without_a_half_life_only_the_moment_counts()
    {
        var state = StateWith(halfLife: 0, entry: 60_000);
        Assert.Null(state.Apply(new JobStarted(5, new JobId(0), 0, [new TaskPlacement(0, new GpuSet(255))])));
        Assert.Null(state.Apply(new CheckpointSaved(1_000_000, new JobId(0))));

        Assert.Equal(0, state.Queues[0].Average.Milli(0));
    }

    [Fact]
    public void Use_of_a_cluster_that_stands_idle_costs_next_to_nothing()
    {
        var state = StateWith(halfLife: 1_000, entry: 0);
        Assert.Null(state.Apply(new JobStarted(0, new JobId(0), 0, [new TaskPlacement(0, new GpuSet(255))])));
        Assert.Null(state.Apply(new CheckpointSaved(100_000, new JobId(0))));

        Assert.Equal(8_000 / Nodes, state.Queues[0].Average.Milli(0));
    }

    private static double Passed(double mean, long used, long pause, long halfLife)
    {
        var now = Weighted(used, used);
        return now + (mean - now) * Math.Pow(2, -(double)pause / halfLife);
    }

    private static double Weighted(long milli, long used) => milli / 1_000.0 * (used * 1_000 / Capacity);

    private static ClusterState StateWith(long halfLife, long entry)
    {
        var state = new ClusterState(Fleet.Uniform(new GpuFleetShape(Nodes, 8), "A"));
        var rules = new FairnessRules { HalfLifeMilliseconds = halfLife, EntryMilliseconds = entry };
        Assert.Null(state.Apply(new FairnessChanged(0, rules)));
        for (var job = 0; job < Nodes; job++)
        {
            Assert.Null(state.Apply(new JobSubmitted(0, new Job
            {
                Id = new JobId(job),
                Shape = new JobShape { GpuCount = 8 },
                Queue = "q",
                SubmittedMilliseconds = 0,
            })));
        }

        return state;
    }

    private static Preemption Stop(JobId id)
    {
        var share = new QuotaShare("q", 0, 0, 0);
        return new Preemption(id, id, PreemptionRule.Reclaim, "", "A", share, share, 0);
    }
}
