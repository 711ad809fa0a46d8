using CsCheck;
using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.Tenancy;

namespace Headroom.Testing;

/// <summary>Events of every kind with every field drawn, whether or not a state would take them.</summary>
public static class EventGens
{
    /// <summary>How many kinds there are: a new one has to be drawn too.</summary>
    public const int Kinds = 19;

    private static readonly Gen<string> Text =
        Gen.OneOf(Gen.Const(""), Gen.String[Gen.Char.AlphaNumeric, 1, 12], Gen.OneOf("京东/算力", "a b\tc", "😀", "\u0001'\""));

    private static readonly Gen<long> Number = Gen.Frequency(
        (3, Gen.Long[-3, 300]), (1, Gen.Long), (1, Gen.OneOf(long.MinValue, long.MaxValue, 0)));

    private static readonly Gen<int> Small = Gen.Frequency((3, Gen.Int[-3, 300]), (1, Gen.Int));

    private static readonly Gen<JobId> Id = Number.Select(value => new JobId(value));

    private static readonly Gen<ValueList<string>> Names = Text.Array[0, 3].Select(ValueList.From);

    private static readonly Gen<ValueList<TaskPlacement>> Tasks =
        Gen.Select(Small, Gen.UInt, Small)
            .Select((node, gpus, slot) => new TaskPlacement(node, new GpuSet(gpus), slot))
            .Array[0, 5].Select(ValueList.From);

    private static readonly Gen<TopologyWish?> Topology = Gen.Select(Gen.Bool, Gen.Enum<TopologyLevel>(), Gen.Bool)
        .Select((isThere, level, isRequired) => isThere ? new TopologyWish(level, isRequired) : null);

    private static readonly Gen<QuotaShare> Share =
        Gen.Select(Text, Number, Number, Number).Select((queue, a, b, c) => new QuotaShare(queue, a, b, c));

    /// <summary>Any shape.</summary>
    public static Gen<JobShape> Shape { get; } = Gen.Select(
        Gen.Select(Small, Small, Number, Number),
        Gen.Select(Small, Small, Number, Text),
        Gen.Select(Text, Small).Select((model, speed) => new ChipChoice(model, speed)).Array[0, 3],
        Gen.Select(Topology, Names, Names, Names)).Select((size, gpu, chips, place) => new JobShape
        {
            TaskCount = size.Item1,
            TaskCountMin = size.Item2,
            CpuMillicores = size.Item3,
            MemoryMiB = size.Item4,
            GpuCount = gpu.Item1,
            GpuMilli = gpu.Item2,
            GpuMemoryMiB = gpu.Item3,
            Slice = gpu.Item4,
            Chips = ValueList.From(chips),
            Topology = place.Item1,
            Regions = place.Item2,
            DataSets = place.Item3,
            Clusters = place.Item4,
        });

    /// <summary>Any job.</summary>
    public static Gen<Job> Job { get; } = Gen.Select(
        Gen.Select(Id, Shape, Text, Number),
        Gen.Select(Text, Text, Small, Gen.Bool),
        Gen.Select(Number.Nullable(), Number, Number, Number),
        Gen.Select(
            Number.Nullable(),
            Gen.Select(Id, Gen.Enum<DependencyCondition>()).Select((id, on) => new Dependency(id, on)).Array[0, 3],
            Number.Nullable(),
            Small)).Select((name, user, times, rest) => new Job
            {
                Id = name.Item1,
                Shape = name.Item2,
                Queue = name.Item3,
                SubmittedMilliseconds = name.Item4,
                User = user.Item1,
                Name = user.Item2,
                Priority = user.Item3,
                IsPreemptible = user.Item4,
                TimeLimitMilliseconds = times.Item1,
                CheckpointMilliseconds = times.Item2,
                RestartMilliseconds = times.Item3,
                NotBeforeMilliseconds = times.Item4,
                StartByMilliseconds = rest.Item1,
                After = ValueList.From(rest.Item2),
                Array = rest.Item3 is { } array ? new JobId(array) : null,
                ArrayRunningMax = rest.Item4,
            });

    /// <summary>Any event.</summary>
    /// <param name="resources">The resources that it may name.</param>
    public static Gen<ClusterEvent> Event(Resources resources)
    {
        var resource = Gen.Int[0, resources.Count - 1];
        var started = Gen.Select(Number, Id, resource, Tasks);
        return Gen.OneOf<ClusterEvent>(
            Gen.Select(Number, Number, Number, Gen.Bool).Select(ClusterEvent (at, half, entry, weighted) =>
                new FairnessChanged(at, new FairnessRules
                {
                    HalfLifeMilliseconds = half,
                    EntryMilliseconds = entry,
                    ReclaimsWeightedShare = weighted,
                })),
            Gen.Select(Number, Small, Gen.Enum<NodeStatus>())
                .Select(ClusterEvent (at, node, status) => new NodeChanged(at, node, status)),
            Gen.Select(Number, Job).Select(ClusterEvent (at, job) => new JobSubmitted(at, job)),
            Plain((at, id) => new JobHeld(at, id)),
            Plain((at, id) => new JobReleased(at, id)),
            Plain((at, id) => new JobCancelled(at, id)),
            started.Select(ClusterEvent (at, id, with, tasks) => new JobStarted(at, id, with, tasks)),
            Gen.Select(Number, Id, Tasks).Select(ClusterEvent (at, id, tasks) => new JobResized(at, id, tasks)),
            Plain((at, id) => new CheckpointSaved(at, id)),
            Gen.Select(Number, Id, Gen.Bool).Select(ClusterEvent (at, id, good) => new JobFinished(at, id, good)),
            Gen.Select(Gen.Select(Number, Id, Id, Gen.Enum<PreemptionRule>()), Text, Text, Share, Share, Number).Select(
                ClusterEvent (who, level, what, victim, other, lost) => new PreemptionOrdered(
                    who.Item1, new Preemption(who.Item2, who.Item3, who.Item4, level, what, victim, other, lost))),
            Plain((at, id) => new JobStopped(at, id)),
            Gen.Select(started, Number, Gen.Bool).Select(ClusterEvent (what, start, isReclaim) => new ReservationMade(
                what.Item1, new Reservation(what.Item2, start, what.Item3, what.Item4, isReclaim))),
            Plain((at, id) => new ReservationDropped(at, id)),
            Plain((at, id) => new ClaimOpened(at, id)),
            Plain((at, id) => new ClaimClosed(at, id)),
            Gen.Select(Number, Text, Number.Nullable())
                .Select(ClusterEvent (at, queue, until) => new BudgetSpent(at, queue, until)),
            Gen.Select(Number, Text).Select(ClusterEvent (at, queue) => new BudgetRenewed(at, queue)),
            Gen.Select(Number, Id, Gen.Enum<StopCause>())
                .Select(ClusterEvent (at, id, cause) => new StopOrdered(at, id, cause)));
    }

    private static Gen<ClusterEvent> Plain(Func<long, JobId, ClusterEvent> make) => Gen.Select(Number, Id).Select(make);
}
