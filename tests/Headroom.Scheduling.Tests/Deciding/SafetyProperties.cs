using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.State;
using Headroom.Scheduling.Plans;
using Headroom.Testing;

namespace Headroom.Scheduling.Tests.Deciding;

public sealed class SafetyProperties
{
    // ClusterState refuses every over-commitment, and the run fails when an event is refused.
    [Fact]
    public void Every_decision_can_be_applied() => PoolRun.Sample(PoolWorld.Any, _ => { }, iterations: 1_000);

    [Fact]
    public void Gangs_are_whole_and_where_they_may_be() => PoolRun.Sample(PoolWorld.Any, run =>
        run.Applying = (plan, index) =>
        {
            if (plan.Events[index] is JobStarted started) AssertMayRun(run, started.Id, started.Tasks);
            if (plan.Events[index] is ReservationMade { Reservation: var promise })
                AssertMayRun(run, promise.Job, promise.Tasks);
        });

    [Fact]
    public void Borrowing_stays_within_its_limits() => PoolRun.Sample(PoolWorld.Any, run =>
        run.Applied = _ => new PlainPool(run.State, run.Tree).AssertWithinLimits());

    [Fact]
    public void What_is_not_lent_is_not_used() => PoolRun.Sample(PoolWorld.Any, run =>
        run.Applying = (plan, index) =>
        {
            if (plan.Events[index] is not JobStarted started) return;

            var job = run.State.Find(started.Id)!;
            if (job.Reservation is { IsReclaim: true }) return;

            var (pool, queue) = (new PlainPool(run.State, run.Tree), run.Tree.IndexOf(job.Job.Queue));
            var demand = PlainPool.DemandOf(run.State, job, started.Resource, started.Tasks);
            if (pool.Use.LevelOwed(queue, demand) > 0) return;

            var free = run.Tree.Nominal(0, demand.Resource) - pool.Use.Used(0, demand.Resource);
            var lent = free - pool.Use.KeptFrom(queue, demand.Resource);
            Assert.True(demand.Milli <= lent, $"{started.Id} takes {demand.Milli} of {lent} that are lent");
        });

    [Fact]
    public void Deciding_changes_nothing_and_is_repeatable() => PoolRun.Sample(PoolWorld.Any, run =>
    {
        var before = "";
        run.Applied = _ => before = StateText.Of(run.State);
        run.Decided = plan =>
        {
            var again = new ClusterState(run.State.Fleet);
            foreach (var happened in run.Log) Assert.Null(again.Apply(happened));

            Assert.Equal(run.State.Digest, again.Digest);
            Assert.Equal(StateText.Of(again), StateText.Of(run.State));
            var budget = plan.Steps > 4 ? 1_000 : Math.Max(plan.Steps, 1);
            Assert.Equal(
                PlanText.Of(new PoolScheduler().Decide(run.State, run.Tree, run.Now, budget)),
                PlanText.Of(new PoolScheduler().Decide(again, run.Tree, run.Now, budget)));
            Assert.Equal(StateText.Of(again), StateText.Of(run.State));
        };
    }, iterations: 100);

    // The one exception: nodes that it was promised before are given up, and others are promised.
    [Fact]
    public void A_job_is_promised_nodes_at_most_once_a_cycle() => PoolRun.Sample(PoolWorld.Any, run =>
        run.Decided = plan => Assert.All(plan.Events.Where(IsOfPromise).GroupBy(JobOf), events => Assert.True(
            events.Count() == 1 || (events.Count() == 2 && events.First() is ReservationDropped
                && events.Last() is ReservationMade && run.State.Find(events.Key)!.Reservation is not null),
            $"promises to {events.Key}: {string.Join(' ', events)}")));

    [Fact]
    public void A_promise_ends_with_a_start_or_a_reason() => PoolRun.Sample(PoolWorld.Any, run =>
        run.Applied = plan => Assert.All(run.State.Promised, job =>
        {
            var hold = plan.Verdicts.Single(verdict => verdict.Job == job.Job.Id).Hold;

            Assert.True(hold.Reason is HoldReason.NoRoomNow or HoldReason.NoRoomTogether or HoldReason.ReservedForOthers
                or HoldReason.WaitingForReclaim or HoldReason.WaitingForPreemption or HoldReason.NotReached, $"{job.Job.Id} {hold}");
        }));

    private static bool IsOfPromise(ClusterEvent decided) => decided is ReservationMade or ReservationDropped;

    private static JobId JobOf(ClusterEvent decided) =>
        decided is ReservationMade made ? made.Reservation.Job : ((ReservationDropped)decided).Id;

    private static void AssertMayRun(PoolRun run, JobId id, ValueList<TaskPlacement> tasks)
    {
        var (shape, nodes) =
            (run.State.Find(id)!.Job.Shape, tasks.Select(task => run.State.Fleet.Nodes[task.Node]).ToList());
        var level = shape.Topology is { IsRequired: true } wish && wish.Level < TopologyLevel.Cluster
            ? wish.Level
            : TopologyLevel.Cluster;

        Assert.InRange(tasks.Count, shape.TaskCountLeast, shape.TaskCount);
        Assert.All(tasks, task => Assert.Equal(NodeStatus.InService, run.State.StatusOf(task.Node)));
        Assert.True(nodes.Select(node => level == TopologyLevel.Node ? node.Name : node.Place.Down(level)).Distinct().Count() == 1, $"{id} is apart");
        Assert.True(shape.Regions.Count == 0 || nodes.All(node => shape.Regions.Contains(node.Place.Region)), $"{id} in a wrong region");
        Assert.True(shape.Clusters.Count == 0 || nodes.All(node => shape.Clusters.Contains(node.Place.Cluster)), $"{id} in a wrong cluster");
        if (shape.GpuCount == 0) return;

        Assert.Single(nodes.Select(node => node.ChipModel).Distinct());
        Assert.True(shape.Chips.Count == 0 || shape.Chips.Any(chip => chip.Model == nodes[0].ChipModel), $"{id} on a wrong model");
    }
}
