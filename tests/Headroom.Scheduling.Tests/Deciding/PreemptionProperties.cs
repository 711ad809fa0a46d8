using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.State;
using Headroom.Scheduling.Plans;
using Headroom.Scheduling.Quotas;

namespace Headroom.Scheduling.Tests.Deciding;

public sealed class PreemptionProperties
{
    [Fact]
    public void Victims_are_those_that_the_decision_record_allows() => Sample((run, planned) =>
    {
        var (covers, tree) = (planned.Pool.Covers(), run.Tree);
        foreach (var (order, victim) in planned.Orders.Zip(planned.Victims))
        {
            var own = order.Rule == PreemptionRule.Priority;
            var owedAt = planned.OwedAt(own ? planned.Victims : []);
            var common = tree.CommonAncestor(planned.Queue, tree.IndexOf(victim.Job.Queue));
            var cover = tree.DepthOf(covers[order.Victim]);

            Assert.Equal(own, victim.Queue == planned.Job.Queue);
            if (own) Assert.True(victim.Job.Priority < planned.Job.Job.Priority && tree.DepthOf(owedAt) >= cover, $"{order}");
            else Assert.True(tree.DepthOf(owedAt) > tree.DepthOf(common) && tree.DepthOf(common) >= cover, $"{order}");
        }
    });

    [Fact]
    public void The_job_has_room_and_quota_when_its_victims_have_stopped() => Sample((_, planned) =>
    {
        Assert.True(planned.HasRoom([.. planned.Victims, .. planned.Stopping]));
        Assert.True(planned.HasQuota(planned.Victims));
    });

    // Those that stop already do so for others, whose room is not counted on.
    [Fact]
    public void Nobody_is_stopped_without_need() => Sample((_, planned) =>
    {
        foreach (var victim in planned.Victims)
        {
            List<JobEntry> others = [.. planned.Victims.Where(other => other != victim)];

            Assert.False(
                planned.HasRoom(others) && planned.HasQuota(others),
                $"{victim.Job.Id} need not stop for {planned.Job.Job.Id}");
        }
    });

    [Fact]
    public void The_record_says_what_both_sides_used_and_were_owed() => PoolRun.Sample(PoolWorld.Any, run =>
        run.Applying = (plan, index) =>
        {
            if (plan.Events[index] is not PreemptionOrdered { Preemption: var order }) return;

            var (pool, victim) = (new PlainPool(run.State, run.Tree), run.State.Find(order.Victim)!);
            var asked = DemandOfBeneficiary(run, plan, order.Beneficiary);
            AssertShare(
                run, pool, order, order.VictimShare, victim.Job.Queue, new Demand(victim.Resource, -victim.MilliHeld));
            AssertShare(run, pool, order, order.BeneficiaryShare, run.State.Find(order.Beneficiary)!.Job.Queue, asked);
            Assert.Equal(
                (run.Now - victim.SavedAt + victim.Job.RestartMilliseconds) * victim.MilliHeld / 1000,
                order.LostGpuMilliseconds);
        });

    // Only who is no longer ready, whose nodes have gone, or on whose nodes another gets what it is owed, gives up what
    // others were told to stop for.
    [Fact]
    public void Nobody_is_stopped_in_vain() => PoolRun.Sample(PoolWorld.Any, run => run.Applying = (plan, index) =>
    {
        if (plan.Events[index] is not ReservationDropped dropped) return;

        var job = run.State.Find(dropped.Id)!;
        Assert.True(
            job.Reservation is not { IsReclaim: true } promise || job.Phase == JobPhase.Held
            || promise.Tasks.Any(task => run.State.StatusOf(task.Node) != NodeStatus.InService)
            || plan.Events.Any(decided => PlacesOf(decided).Any(other =>
                promise.Tasks.Any(task => task.Node == other.Node))),
            $"{dropped.Id} gives up {job.Reservation}");
    }, iterations: 1_000);

    private static ValueList<TaskPlacement> PlacesOf(ClusterEvent decided) => decided switch
    {
        JobStarted started => started.Tasks,
        ReservationMade { Reservation: { IsReclaim: true } promise } => promise.Tasks,
        _ => [],
    };

    private static void AssertShare(
        PoolRun run, PlainPool pool, Preemption order, QuotaShare share, string leaf, Demand change)
    {
        var (level, queue) = (Math.Max(run.Tree.IndexOf(order.Level), 0), Math.Max(run.Tree.IndexOf(share.Queue), 0));

        Assert.True(run.Tree.IsWithin(run.Tree.IndexOf(leaf), queue));
        Assert.Equal(level, order.Rule == PreemptionRule.Priority ? queue : run.Tree.ParentOf(queue));
        Assert.Equal(pool.Use.Used(queue, change.Resource), share.UsedBeforeMilli);
        Assert.Equal(share.UsedBeforeMilli + change.Milli, share.UsedAfterMilli);
        Assert.Equal(run.Tree.Owed(queue, change.Resource), share.OwedMilli);
    }

    private static Demand DemandOfBeneficiary(PoolRun run, Plan plan, JobId id)
    {
        var job = run.State.Find(id)!;
        return plan.Events.OfType<JobStarted>().SingleOrDefault(started => started.Id == id) is { } start
            ? PlainPool.DemandOf(run.State, job, start.Resource, start.Tasks)
            : plan.Events.OfType<ReservationMade>().Select(made => made.Reservation)
                .Where(promise => promise.Job == id && promise.IsReclaim)
                .Select(promise => PlainPool.DemandOf(run.State, job, promise.Resource, promise.Tasks)).Single();
    }

    private static void Sample(Action<PoolRun, PlannedPreemption> check) => PoolRun.Sample(PoolWorld.Any, run =>
        run.Applying = (plan, index) =>
        {
            if (PlannedPreemption.At(run, plan, index) is { } planned) check(run, planned);
        }, iterations: 1_000);
}
