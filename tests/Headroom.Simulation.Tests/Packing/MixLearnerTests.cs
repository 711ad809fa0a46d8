using Headroom.Cluster;
using Headroom.Scheduling.Nodes;
using Headroom.Scheduling.Placement;
using Headroom.Scheduling.Workloads;
using Headroom.Simulation.Packing;
using Headroom.Testing;

namespace Headroom.Simulation.Tests.Packing;

public sealed class MixLearnerTests
{
    private static readonly IReadOnlyCollection<RequestCount> Trace =
        [new RequestCount(Some.Share(470), 3), new RequestCount(Some.Request(), 1)];

    [Fact]
    public void A_trace_is_learned_once_and_before_the_first_arrival()
    {
        var policy = new Pupil();
        var learner = new MixLearner(policy, MixSource.Trace, Trace);
        for (var arrival = 0; arrival < 100; arrival++) learner.See(Some.Request());

        Assert.Equal([Trace], policy.Lessons);
    }

    [Fact]
    public void Arrivals_are_learned_when_they_have_come_and_never_before()
    {
        var policy = new Pupil();
        var learner = new MixLearner(policy, MixSource.Arrivals, Trace);
        for (var arrival = 1; arrival <= 2_000; arrival++)
        {
            var lessons = policy.Lessons.Count;
            learner.See(arrival % 3 == 0 ? Some.Share(530) : Some.Request());

            if (policy.Lessons.Count == lessons) continue;
            Assert.Equal(arrival, policy.Lessons[^1].Sum(entry => entry.Count));
            Assert.Equal(arrival / 3, policy.Lessons[^1].Single(entry => entry.Request == Some.Share(530)).Count);
        }

        // Each lesson costs a score of every node: their number grows as the logarithm of the arrivals.
        Assert.InRange(policy.Lessons.Count, 20, 70);
    }

    [Fact]
    public void A_policy_that_does_not_learn_is_left_alone() =>
        new MixLearner(new RandomPlacement(new NodePool(Some.Nodes(1)), _ => 0), MixSource.Arrivals, Trace)
            .See(Some.Request());

    private sealed class Pupil : ILearningPolicy
    {
        public string Name => "pupil";

        public List<IReadOnlyCollection<RequestCount>> Lessons { get; } = [];

        public void Learn(IReadOnlyCollection<RequestCount> workload) => Lessons.Add([.. workload]);

        public TaskPlacement? Choose(TaskClass task) => null;
    }
}
