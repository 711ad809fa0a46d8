using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.State;
using Headroom.Scheduling.Plans;

namespace Headroom.Scheduling.Tests.Deciding;

public sealed class VerdictProperties
{
    private static readonly HoldReason[] OfReadiness =
    [
        HoldReason.UnknownQueue, HoldReason.QueuePaused, HoldReason.HeldByUser, HoldReason.NotBefore,
        HoldReason.WaitingForDependency, HoldReason.DependencyNotMet, HoldReason.ArrayLimit,
    ];

    [Fact]
    public void Every_job_that_waits_has_one_verdict_and_no_other_job_has_any() => PoolRun.Sample(PoolWorld.Any, run =>
        run.Applied = plan => Assert.Equal(
            run.Waiting.Select(job => job.Job.Id).Order(), plan.Verdicts.Select(verdict => verdict.Job).Order()));

    [Fact]
    public void Jobs_are_not_reached_only_when_the_budget_is_used_up() => PoolRun.Sample(PoolWorld.Any, run =>
        run.Applied = plan =>
        {
            Assert.InRange(plan.Steps, 0, run.StepBudget);
            if (plan.Verdicts.Any(verdict => verdict.Hold.Reason == HoldReason.NotReached))
                Assert.Equal(run.StepBudget, plan.Steps);
        });

    [Fact]
    public void A_job_that_fits_nowhere_is_told_so_in_its_first_cycle_and_no_other_is() =>
        PoolRun.Sample(PoolWorld.Any, run => run.Applied = plan =>
        {
            foreach (var (id, hold) in plan.Verdicts)
            {
                var never = hold.Reason == HoldReason.NeverFits;
                var job = run.State.Find(id)!.Job;
                if (never == FitsNever(run.State, job.Shape)) continue;

                Assert.False(never, $"{id} fits");
                Assert.True(
                    OfReadiness.Contains(hold.Reason) || hold.Reason is HoldReason.NotReached, $"{id} never fits, told {hold}");
            }
        });

    [Fact]
    public void A_reason_says_until_when_in_the_future_only() => PoolRun.Sample(PoolWorld.Any, run =>
        run.Applied = plan =>
        {
            Assert.All(plan.Verdicts, verdict => Assert.True(verdict.Hold.Holders.Count <= Hold.HoldersMax));
            Assert.True(plan.NextWake > run.Now || plan.Events.Count > 0);
            foreach (var (_, hold) in plan.Verdicts)
            {
                if (hold is { Reason: HoldReason.NotBefore or HoldReason.WaitingForReclaim, Until: { } until })
                    Assert.True(until > run.Now && plan.NextWake <= until, $"{hold} at {run.Now}, to wake at {plan.NextWake}");
            }
        });

    // How many tasks of a shape the open nodes of one part could run if they were empty, by trying one after the other.
    private static bool FitsNever(ClusterState state, JobShape shape)
    {
        var level = shape.Topology is { IsRequired: true } wish && wish.Level < TopologyLevel.Cluster
            ? wish.Level
            : TopologyLevel.Cluster;
        return Enumerable.Range(0, state.Fleet.Nodes.Count)
            .Where(node => state.StatusOf(node) == NodeStatus.InService)
            .Where(node => shape.Regions.Count == 0 || shape.Regions.Contains(state.Fleet.Nodes[node].Place.Region))
            .Where(node => shape.Clusters.Count == 0 || shape.Clusters.Contains(state.Fleet.Nodes[node].Place.Cluster))
            .GroupBy(node => (
                shape.GpuCount > 0 ? state.Fleet.Nodes[node].ChipModel : "",
                level == TopologyLevel.Node ? $"{node}" : state.Fleet.Nodes[node].Place.Down(level)))
            .Where(nodes => shape.Chips.Count == 0 || shape.GpuCount == 0
                || shape.Chips.Any(chip => chip.Model == nodes.Key.Item1))
            .All(nodes =>
                nodes.Sum(node => TasksOn(state.Fleet.Nodes[node], state.ModelOf(node), shape)) < shape.TaskCountLeast);
    }

    private static int TasksOn(Node node, ChipModel model, JobShape shape)
    {
        if (TaskNeed.Of(shape, model) is not { } need) return 0;

        var room = new FleetRoom(new Fleet { Nodes = [node] }, [model]);
        var tasks = 0;
        while (Place(room, model, need) is { } place)
        {
            room.Take(need, place);
            tasks++;
            if (tasks == shape.TaskCount) break;
        }

        return tasks;
    }

    private static TaskPlacement? Place(FleetRoom room, ChipModel model, TaskNeed need)
    {
        var places = !need.TakesWholeGpus && need.GpuCount > 0
            ? from gpu in Enumerable.Range(0, room.GpuCount(0))
              from start in need.SliceSlots == 0 ? [0] : StartsOf(model, need)
              select new TaskPlacement(0, GpuSet.Of(gpu), start)
            : [new TaskPlacement(0, FreeGpus(room, need.GpuCount))];
        foreach (var place in places)
        {
            if (room.CanTake(need, place)) return place;
        }

        return null;
    }

    private static ValueList<int> StartsOf(ChipModel model, TaskNeed need) =>
        model.Slices.First(slice => slice.Slots == need.SliceSlots && slice.Milli == need.GpuMilli).Starts;

    private static GpuSet FreeGpus(FleetRoom room, int count)
    {
        var gpus = GpuSet.None;
        for (var gpu = 0; gpu < room.GpuCount(0) && gpus.Count < count; gpu++)
        {
            if (room.MilliLeft(0)[gpu] == TaskRequest.WholeGpuMilli) gpus = gpus.With(gpu);
        }

        return gpus;
    }
}
