using CsCheck;
using Headroom.Cluster.Events;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;
using Headroom.Testing;

namespace Headroom.Cluster.Tests.State;

public sealed class ClusterStateProperties
{
    private static readonly Fleet Fleet = new()
    {
        Nodes =
        [
            Some.Node("a0", 8_000, 8_192, 2, "A"),
            Some.Node("s0", 8_000, 8_192, 2, "S"),
            Some.Node("a1", 8_000, 8_192, 1, "A"),
            Some.Node("c0", 8_000, 8_192, 0),
        ],
        ChipModels =
        [
            new ChipModel("A", 80, 0, []),
            new ChipModel("S", 80, 8, [new SliceProfile("1g", 125, 10, 1, [0, 1, 2, 3]), new SliceProfile("4g", 500, 40, 4, [0, 4])]),
        ],
    };

    private static readonly JobShape[] Shapes =
    [
        new() { CpuMillicores = 3_000 },
        new() { MemoryMiB = 3_000, TaskCount = 2 },
        new() { GpuCount = 1, CpuMillicores = 1_000 },
        new() { GpuCount = 2, MemoryMiB = 1_000 },
        new() { GpuCount = 1, TaskCount = 3, TaskCountMin = 1 },
        new() { GpuCount = 1, GpuMilli = 400, GpuMemoryMiB = 30 },
        new() { GpuCount = 1, Slice = "1g" },
        new() { GpuCount = 1, GpuMilli = 500, TaskCount = 2 },
        new() { GpuCount = 1, TaskCount = 0 },
        new() { GpuCount = 1, GpuMilli = 2_000 },
    ];

    private static readonly Gen<TaskPlacement> Place =
        Gen.Select(Gen.Int[-1, 4], Gen.UInt[0, 3], Gen.Frequency((8, Gen.Int[0, 5]), (1, Gen.OneOf(-1, 8, 16, 32))))
            .Select((node, gpus, start) => new TaskPlacement(node, new GpuSet(gpus), start));

    private static readonly Gen<Func<long, ClusterEvent>> SomeEvent =
        Gen.Select(Gen.Int[0, 22], Gen.Long[0, 5], Gen.Int[0, 9], Gen.Int[-1, 4], Place.Array[0, 3]).Select(
            (kind, id, shape, number, places) => (Func<long, ClusterEvent>)(at =>
                Make(kind, at, new JobId(id), shape, number, ValueList.From(places))));

    private static readonly Gen<(long Step, Func<long, ClusterEvent> Make)[]> Events =
        Gen.Select(Gen.Frequency((9, Gen.Long[0, 3]), (1, Gen.Const(-1L))), SomeEvent).Array[1, 60];

    [Fact]
    public void An_event_is_refused_for_the_right_reason_and_then_changes_nothing() => Events.Sample(events =>
    {
        var (state, plain, at) = (new ClusterState(Fleet), new PlainCluster(Fleet), 0L);
        foreach (var (step, make) in events)
        {
            var happened = make(at + step);
            var before = StateText.Of(state);

            var refusal = state.Apply(happened);

            Assert.Equal($"{plain.Apply(happened)} {happened}", $"{refusal} {happened}");
            if (refusal is null) at = happened.At;
            else Assert.Equal(before, StateText.Of(state));
        }
    }, iter: 2_000);

    [Fact]
    public void Room_and_use_are_what_running_jobs_leave_and_take() => Events.Sample(events =>
    {
        var (state, at) = (new ClusterState(Fleet), 0L);
        foreach (var (step, make) in events)
        {
            var happened = make(at + step);
            if (state.Apply(happened) is null) at = happened.At;
        }

        AssertAddsUp(state);
    }, iter: 2_000);

    [Fact]
    public void The_same_events_give_the_same_state() => Events.Sample(events =>
    {
        var (state, again, at) = (new ClusterState(Fleet), new ClusterState(Fleet), 0L);
        foreach (var (step, make) in events)
        {
            var happened = make(at + step);
            if (state.Apply(happened) is not null) continue;

            at = happened.At;
            Assert.Null(again.Apply(happened));
        }

        Assert.Equal(StateText.Of(state), StateText.Of(again));
    });

    private static void AssertAddsUp(ClusterState state)
    {
        var room = new FleetRoom(Fleet, [.. Enumerable.Range(0, Fleet.Nodes.Count).Select(state.ModelOf)]);
        foreach (var queue in state.Queues)
        {
            var used = new long[state.Resources.Count];
            foreach (var job in queue.Running)
            {
                Assert.NotEmpty(job.Tasks);
                foreach (var task in job.Tasks) room.Take(job.Need, task);
                if (job.Phase == JobPhase.Running) used[job.Resource] += job.MilliHeld;
            }

            Assert.All(queue.Waiting, job => Assert.Empty(job.Tasks));
            Assert.Equal(used, queue.Used.ToArray());
        }

        for (var node = 0; node < Fleet.Nodes.Count; node++)
            Assert.Equal(StateText.RoomOf(room, node), StateText.RoomOf(state.Room, node));
    }

    private static ClusterEvent Make(
        int kind, long at, JobId id, int shape, int number, ValueList<TaskPlacement> places) => kind switch
        {
            <= 3 => new JobSubmitted(at, JobOf(id, shape)),
            <= 10 => new JobStarted(at, id, number, places),
            11 => new JobHeld(at, id),
            12 => new JobReleased(at, id),
            13 => new JobCancelled(at, id),
            14 => new JobResized(at, id, places),
            15 => new CheckpointSaved(at, id),
            16 => new JobFinished(at, id, shape % 2 == 0),
            17 when shape % 2 == 0 => new StopOrdered(at, id, StopCause.Drained),
            17 => new PreemptionOrdered(at, PreemptionOf(id)),
            18 => new JobStopped(at, id),
            19 => new ReservationMade(at, new Reservation(id, at, number, places, shape > 5)),
            20 => new ReservationDropped(at, id),
            21 => number < 2 ? new ClaimOpened(at, id) : new ClaimClosed(at, id),
            22 when number > 4 => shape > 3 ? new BudgetSpent(at, "q0", at) : new BudgetRenewed(at, "q0"),
            _ => number < 4
                ? new NodeChanged(at, number, (NodeStatus)(shape % 3))
                : new FairnessChanged(at, new FairnessRules { HalfLifeMilliseconds = shape }),
        };

    private static Job JobOf(JobId id, int shape) => new()
    {
        Id = id,
        Shape = Shapes[shape],
        Queue = $"q{id.Value % 2}",
        SubmittedMilliseconds = 0,
        Priority = shape % 3,
        IsPreemptible = shape != 2,
    };

    private static Preemption PreemptionOf(JobId id)
    {
        var share = new QuotaShare("q0", 0, 0, 0);
        return new Preemption(id, new JobId(9), PreemptionRule.Reclaim, "", "A", share, share, 0);
    }
}
