using System.Numerics;
using CsCheck;
using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling.Turns;

namespace Headroom.Scheduling.Tests.Turns;

public sealed class TurnOrderProperties
{
    private static readonly Gen<(int Gpus, int Priority, string Name, long Runtime, bool HasRun)[]> Jobs =
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 1], Gen.OneOf("", "x", "y"), Gen.Long[1, 50], Gen.Bool).Array[1, 30];

    private static readonly Gen<ClusterState> State = Jobs.Select(StateOf);

    [Fact]
    public void Every_order_holds_every_waiting_job_once() => Gen.Select(
        State, Gen.Enum<JobOrder>()).Sample((state, order) =>
        Assert.All(state.Queues, queue => Assert.Equal(
            queue.Waiting.Select(job => job.Job.Id).Order(),
            TurnOrder.Of(queue, order, state.Runtimes).Select(job => job.Job.Id).Order())));

    [Fact]
    public void Fifo_is_in_order_of_submission() => State.Sample(state =>
        AssertSorted(state, JobOrder.Fifo, (_, _) => 0, byPriority: false));

    [Fact]
    public void Priority_is_highest_first() => State.Sample(state =>
        AssertSorted(state, JobOrder.Priority, (_, _) => 0));

    [Fact]
    public void Predicted_service_is_the_mean_runtime_left_times_size() => State.Sample(state =>
        AssertSorted(state, JobOrder.PredictedService, (first, second) =>
            ServiceOf(first, state).CompareTo(ServiceOf(second, state))));

    [Fact]
    public void Gittins_is_the_highest_index_for_each_accelerator() => State.Sample(state =>
        AssertSorted(state, JobOrder.Gittins, (first, second) =>
        {
            var order = IndexOf(second, state) * SizeOf(first) - IndexOf(first, state) * SizeOf(second);

            // Jobs that differ by less than the resolution of the index may stand in either order.
            return BigInteger.Abs(order) * 1_000 < IndexOf(first, state) * SizeOf(second) ? 0 : order.Sign;
        }, exactTies: false));

    private static void AssertSorted(
        ClusterState state, JobOrder order, Comparison<JobEntry> compare, bool byPriority = true, bool exactTies = true)
    {
        foreach (var queue in state.Queues)
        {
            var jobs = TurnOrder.Of(queue, order, state.Runtimes).ToList();
            foreach (var (first, second) in jobs.Zip(jobs.Skip(1)))
            {
                var sign = byPriority ? second.Job.Priority.CompareTo(first.Job.Priority) : 0;
                if (sign == 0) sign = compare(first, second);
                if (sign == 0 && exactTies)
                {
                    sign = (first.Job.SubmittedMilliseconds, first.Job.Id)
                        .CompareTo((second.Job.SubmittedMilliseconds, second.Job.Id));
                }

                Assert.True(sign <= 0, $"{first.Job.Id} before {second.Job.Id}");
            }
        }
    }

    private static BigInteger ServiceOf(JobEntry job, ClusterState state)
    {
        var like = Like(job, state);
        var mean = like.Length == 0 ? 3_600_000 : (long)like.Average();
        return new BigInteger(Math.Max(mean - job.RanBeforeMilliseconds, 1)) * SizeOf(job);
    }

    private static BigInteger IndexOf(JobEntry job, ClusterState state) =>
        GittinsIndex.Of(Like(job, state) is { Length: > 0 } like ? like : [3_600_000], job.RanBeforeMilliseconds);

    private static long SizeOf(JobEntry job) => Math.Max(job.Job.Shape.GpuMilliTotal, 1);

    private static long[] Like(JobEntry job, ClusterState state) =>
        Enumerable.Range(0, RuntimeBook.Levels).Select(level => state.Runtimes.Recent(job.Job, level).ToArray())
            .FirstOrDefault(like => like.Length >= 3)
                ?? state.Runtimes.Recent(job.Job, RuntimeBook.Levels - 1).ToArray();

    // A third of the jobs has finished, another has run and waits again.
    private static ClusterState StateOf((int Gpus, int Priority, string Name, long Runtime, bool HasRun)[] jobs)
    {
        var state = new ClusterState(Fleet.Uniform(new GpuFleetShape(1, 4), "A"));
        var at = 0L;
        for (var index = 0; index < jobs.Length; index++)
        {
            var (job, id) = (jobs[index], new JobId(jobs.Length - index));
            Apply(state, new JobSubmitted(at, new Job
            {
                Id = id,
                Shape = new JobShape { GpuCount = job.Gpus, CpuMillicores = 1_000 },
                Queue = "q",
                Name = job.Name,
                Priority = job.Priority,
                SubmittedMilliseconds = at / 20,
            }));
            if (!job.HasRun && index % 3 != 0) continue;

            var gpus = new GpuSet((1u << job.Gpus) - 1);
            Apply(state, new JobStarted(at, id, job.Gpus > 0 ? 0 : 1, [new TaskPlacement(0, gpus)]));
            at += job.Runtime;
            if (index % 3 == 0) Apply(state, new JobFinished(at, id, Succeeded: true));
            else Stop(state, at, id);
        }

        return state;
    }

    private static void Stop(ClusterState state, long at, JobId id)
    {
        var share = new QuotaShare("", 0, 0, 0);
        Apply(state, new PreemptionOrdered(at, new Preemption(id, id, PreemptionRule.Reclaim, "", "", share, share, 0)));
        Apply(state, new JobStopped(at, id));
    }

    private static void Apply(ClusterState state, ClusterEvent happened) => Assert.Null(state.Apply(happened));
}
