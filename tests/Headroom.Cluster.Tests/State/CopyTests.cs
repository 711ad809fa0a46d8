using Headroom.Cluster.Events;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.State;
using Headroom.Testing;

namespace Headroom.Cluster.Tests.State;

public sealed class CopyTests
{
    [Fact]
    public void What_happens_to_a_copy_leaves_the_original_as_it_was()
    {
        var original = Busy();
        var before = StateText.Of(original);

        var copy = original.Copy();

        Assert.Equal(before, StateText.Of(copy));
        GoOn(copy);
        Assert.Equal(before, StateText.Of(original));
        Assert.Null(original.OutcomeOf(new JobId(0)));
        Assert.All(RuntimesOf(original), runtimes => Assert.Equal([500], runtimes));
        Assert.All(RuntimesOf(copy), runtimes => Assert.Equal([500, 2_000], runtimes));
    }

    [Fact]
    public void A_copy_goes_on_as_the_original_does()
    {
        var original = Busy();
        var copy = original.Copy();

        GoOn(original);
        GoOn(copy);

        Assert.Equal(StateText.Of(original), StateText.Of(copy));
        Assert.Equal(original.OutcomeOf(new JobId(0)), copy.OutcomeOf(new JobId(0)));
    }

    private static IEnumerable<long[]> RuntimesOf(ClusterState state)
    {
        var like = state.Find(new JobId(2))!.Job;
        return Enumerable.Range(0, RuntimeBook.Levels).Select(level => state.Runtimes.Recent(like, level).ToArray());
    }

    // One job runs, one is stopping, one is promised nodes and one is held; one has ended.
    private static ClusterState Busy()
    {
        var state = new ClusterState(Fleet.Uniform(new GpuFleetShape(2, 4), "A"));
        for (var id = 0; id < 6; id++) Submit(state, id);
        Start(state, 0, 0);
        Start(state, 1, 1);
        Start(state, 5, 2);
        ValueList<TaskPlacement> tasks = [new TaskPlacement(0, GpuSet.Of(3))];
        foreach (var happened in new ClusterEvent[]
        {
            new JobFinished(500, new JobId(5), true),
            new PreemptionOrdered(1_000, new Preemption(
                new JobId(1), new JobId(2), PreemptionRule.Reclaim, "", "A", new("a", 0, 0, 0), new("b", 0, 0, 0), 0)),
            new ReservationMade(1_000, new Reservation(new JobId(2), 9_000, 0, tasks, IsReclaim: false)),
            new ClaimOpened(1_000, new JobId(2)),
            new JobHeld(1_000, new JobId(3)),
        })
        {
            Assert.Null(state.Apply(happened));
        }

        return state;
    }

    private static void GoOn(ClusterState state)
    {
        foreach (var happened in new ClusterEvent[]
        {
            new NodeChanged(2_000, 1, NodeStatus.Cordoned),
            new JobFinished(2_000, new JobId(0), true),
            new JobStopped(3_000, new JobId(1)),
            new ReservationDropped(3_000, new JobId(2)),
            new JobReleased(3_000, new JobId(3)),
            new JobCancelled(4_000, new JobId(4)),
        })
        {
            Assert.Null(state.Apply(happened));
        }

        Submit(state, 7, gpus: 2);
        Start(state, 2, 2);
    }

    private static void Submit(ClusterState state, int id, int gpus = 1) =>
        Assert.Null(state.Apply(new JobSubmitted(state.Now, new Job
        {
            Id = new JobId(id),
            Shape = new JobShape { GpuCount = gpus },
            Queue = id % 2 == 0 ? "a" : "b",
            SubmittedMilliseconds = state.Now,
        })));

    private static void Start(ClusterState state, int id, int gpu) =>
        Assert.Null(state.Apply(new JobStarted(
            state.Now, new JobId(id), 0, [new TaskPlacement(0, GpuSet.Of(gpu))])));
}
