using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling.Plans;
using Headroom.Simulation.Sharing;

namespace Headroom.Simulation.Tests.Sharing;

/// <summary>A replay believes no scheduler: what cannot be done ends it, with the decision named.</summary>
public sealed class WrongDecisionTests
{
    [Fact]
    public void Too_much_on_one_accelerator() =>
        Faulty("NoRoom", (_, now) => [Start(now, 1, gpu: 0), Start(now, 2, gpu: 0)]);

    [Fact]
    public void Half_a_gang()
    {
        var half = new ScriptedScheduler((_, now) => [Start(now, 1, gpu: 0)]);

        var fault = Assert.Throws<InvalidOperationException>(() => Make.Run([Make.Job(1, tasks: 2)], scheduler: half));
        Assert.Contains("NoRoom", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void At_another_time() => Faulty("decided", (_, now) => [Start(now + 1, 1, gpu: 0)]);

    [Fact]
    public void What_is_nothing_to_decide() =>
        Faulty("nothing to decide", (_, now) => [Start(now, 1, gpu: 0), new JobFinished(now, new JobId(1), true)]);

    [Fact]
    public void On_a_node_that_takes_no_work()
    {
        var options = new SharingOptions { NodeChanges = [new NodeChanged(0, 0, NodeStatus.Cordoned)] };
        var careless = new ScriptedScheduler((_, now) => now == 0 ? [Start(now, 1, gpu: 0)] : []);

        var fault = Assert.Throws<InvalidOperationException>(() =>
            Make.Run([Make.Job(1)], scheduler: careless, options: options));
        Assert.Contains("Cordoned", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_its_data_cannot_be_brought()
    {
        var fleet = Make.Fleet() with { DataSets = [new DataSet("corpus", 1, ["elsewhere"])] };
        var job = Make.Job(1).Shaped(shape => shape with { DataSets = ["corpus"] });

        var fault = Assert.Throws<InvalidOperationException>(() => Make.Run([job], fleet));
        Assert.Contains("corpus", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wake_that_is_not_later()
    {
        var sleepless = new ScriptedScheduler((_, _) => []) { Wake = now => now };

        Assert.Throws<InvalidOperationException>(() => Make.Run([Make.Job(1)], scheduler: sleepless));
    }

    [Fact]
    public void Stopping_what_it_starts_without_end()
    {
        var fault = Assert.Throws<InvalidOperationException>(() =>
            Make.Run([Make.Job(1, gpus: 4), Make.Job(2, gpus: 4)], scheduler: new Restless()));
        Assert.Contains("circle", fault.Message, StringComparison.Ordinal);
        Assert.Contains("job 1", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_scheduler_that_only_asks_to_be_woken_is_left_to_itself()
    {
        var dreamer = new ScriptedScheduler((_, _) => []) { Wake = now => now + 1 };

        var run = Make.Run([Make.Job(1)], scheduler: dreamer);

        Assert.Equal(1, run.Jobs.NeverStarted);
        Assert.InRange(run.Cycles, 10_000, 10_010);
    }

    private static JobStarted Start(long now, long job, int gpu) =>
        new(now, new JobId(job), 0, [new TaskPlacement(0, GpuSet.Of(gpu))]);

    private static void Faulty(string message, Func<ClusterState, long, IEnumerable<ClusterEvent>> decide)
    {
        var fault = Assert.Throws<InvalidOperationException>(() =>
            Make.Run([Make.Job(1), Make.Job(2)], scheduler: new ScriptedScheduler(decide)));
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    // Starts what waits longest and stops it in the same plan.
    private sealed class Restless : IPoolScheduler
    {
        public string Name => "restless";

        public Plan Decide(ClusterState state, QueueTree tree, long now, int stepBudget)
        {
            var start = ScriptedScheduler.StartAll(state, now).First();
            var job = state.Find(((JobStarted)start).Id)!;
            return new Plan { Events = [start, PlainScheduler.Order(now, job, job)], Verdicts = [] };
        }
    }
}
