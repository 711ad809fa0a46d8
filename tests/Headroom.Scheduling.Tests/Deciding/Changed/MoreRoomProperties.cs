using CsCheck;
using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling.Plans;
using Headroom.Scheduling.Tests.Deciding.Exhaustive;
using Headroom.Testing;

namespace Headroom.Scheduling.Tests.Deciding.Changed;

/// <summary>The same jobs on a fleet that has more, or where everything is larger.</summary>
public sealed class MoreRoomProperties
{
    // Not so where jobs differ in size: a large one that fits only now goes first, and takes the room of smaller ones.
    [Fact]
    public void An_empty_node_more_makes_no_job_of_one_accelerator_wait_in_a_queue() =>
        Of(TinyPool.One, policy => policy with
        {
            Queues = [policy.Queues[0] with { Parent = "", Quotas = [] }],
        }).Sample(
            world =>
            {
                var alone = world with
                {
                    Jobs = [.. world.Jobs.Select(job => job with { Queue = world.Policy.Queues[0].Name })],
                };

                Assert.Subset(RunningIds(Larger(alone)), RunningIds(alone));
            },
            iter: 1_000);

    // Of several queues another may get what is left over: shares are millionths of a fleet that has grown. Where
    // nothing but limits binds, any order starts as many.
    [Fact]
    public void An_empty_node_more_makes_no_fewer_jobs_of_one_accelerator_run() =>
        Of(TinyPool.One, policy => policy with
        {
            Queues = [.. policy.Queues.Select(queue => queue with
            {
                AllowsBackfill = true,
                Quotas = ValueList.From(queue.Quotas.Select(quota => quota with { LendingLimitMilli = null })),
            })],
        }).Sample(
            world =>
            {
                var free = world with { Jobs = [.. world.Jobs.Select(job => job with { IsPreemptible = true })] };

                Assert.InRange(RunningIds(Larger(free)).Count, RunningIds(free).Count, free.Jobs.Count);
            },
            iter: 3_000);

    // Whole accelerators and quotas in multiples of a whole: twice, three and four times as many of everything.
    [Fact]
    public void Amounts_may_all_be_multiplied() => Gen.Select(
        Of(TinyPool.Mixed.Where(shape => shape.GpuMilli == 1_000), policy => policy, "A", "B"),
        Gen.Int[2, 4]).Sample((world, times) =>
        {
            var (before, after) = (FirstPlan(world), FirstPlan(Times(world, times)));

            Assert.Equal(
                before.Events.Select(decided => TextOf(decided, 1)),
                after.Events.Select(decided => TextOf(decided, times)));
            Assert.Equal(
                before.Verdicts.Select(verdict => (verdict.Job, Times(verdict.Hold, times))),
                after.Verdicts.Select(verdict => (verdict.Job, verdict.Hold)));
        }, iter: 3_000);

    private static Plan FirstPlan(TinyPool world)
    {
        var run = new PoolRun(world.Fleet, world.Policy);
        foreach (var job in world.Jobs) run.Submit(job);
        return run.Cycle();
    }

    private static HashSet<long> RunningIds(TinyPool world)
    {
        var run = new PoolRun(world.Fleet, world.Policy);
        foreach (var job in world.Jobs) run.Submit(job);
        TinyRun.AtRest(run);
        return [.. run.RunningIds()];
    }

    private static TinyPool Larger(TinyPool world) => world with
    {
        Fleet = world.Fleet with { Nodes = [.. world.Fleet.Nodes, Some.Node("n9", gpus: 4, model: "A")] },
    };

    // Weighted shares are rounded down to thousandths.
    private static Gen<TinyPool> Of(
        Gen<JobShape> shapes, Func<SharingPolicy, SharingPolicy> ruled, params string[] models) =>
        TinyPool.Of(TinyPool.Fleets(3, models.Length == 0 ? ["A"] : models), shapes, policy => ruled(policy with
        {
            Fairness = policy.Fairness with { ReclaimsWeightedShare = false },
        }));

    private static TinyPool Times(TinyPool world, int times) => new(
        new Fleet
        {
            Nodes = [.. world.Fleet.Nodes.Select(node => node with
            {
                CpuMillicores = node.CpuMillicores * times,
                MemoryMiB = node.MemoryMiB * times,
                GpuCount = node.GpuCount * times,
            })],
        },
        world.Policy with
        {
            Queues = [.. world.Policy.Queues.Select(queue => queue with
            {
                Quotas = ValueList.From(queue.Quotas.Select(quota => quota with
                {
                    NominalMilli = quota.NominalMilli * times,
                    BorrowingLimitMilli = quota.BorrowingLimitMilli * times,
                    LendingLimitMilli = quota.LendingLimitMilli * times,
                })),
            })],
        },
        [.. world.Jobs.Select(job => job with { Shape = job.Shape with { GpuCount = job.Shape.GpuCount * times } })]);

    private static Hold Times(Hold hold, int times) => hold with
    {
        AskedMilli = hold.AskedMilli * times,
        AvailableMilli = hold.AvailableMilli * times,
    };

    // Which nodes, and how many accelerators of each; their numbers shift.
    private static string TextOf(ClusterEvent decided, int times) => decided switch
    {
        JobStarted started => $"start {started.Id} on {started.Resource}: {Nodes(started.Tasks, times)}",
        ReservationMade { Reservation: var promise } =>
            $"promise {promise.Job} at {promise.Start} on {promise.Resource}: {Nodes(promise.Tasks, times)}",
        _ => $"{decided}",
    };

    private static string Nodes(ValueList<TaskPlacement> tasks, int times) =>
        string.Join(' ', tasks.Select(task => $"{task.Node}x{task.Gpus.Count / times}"));
}
