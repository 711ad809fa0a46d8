using CsCheck;
using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.State;
using Headroom.Scheduling.Quotas;
using Headroom.Scheduling.Reclaim;
using Headroom.Scheduling.Rooms;
using Headroom.Testing;

namespace Headroom.Scheduling.Tests.Reclaim;

/// <summary>A few small nodes full of jobs, all or some of which may be stopped for a gang.</summary>
internal sealed class VictimWorld
{
    private static readonly Gen<JobShape> Running = Gen.Select(Gen.Int[0, 3], Gen.Int[1, 2], Gen.Int[1, 3]).Select(
        (kind, tasks, size) => kind switch
        {
            0 => new JobShape { GpuCount = 1, GpuMilli = size * 250, TaskCount = tasks },
            1 => new JobShape { CpuMillicores = size * 1_000, TaskCount = tasks },
            _ => new JobShape { GpuCount = size, TaskCount = tasks },
        });

    private static readonly Gen<JobShape> Gang = Gen.Select(Gen.Int[0, 3], Gen.Int[1, 3], Gen.Int[1, 4]).Select(
        (kind, tasks, size) => kind switch
        {
            0 => new JobShape { GpuCount = 1, GpuMilli = 600, TaskCount = tasks },
            1 => new JobShape { CpuMillicores = size * 1_500, GpuCount = 1, TaskCount = tasks },
            _ => new JobShape { GpuCount = size, TaskCount = tasks },
        });

    private VictimWorld(ClusterState state, JobShape gang, long[] losses)
    {
        Room = new TrialRoom(state, new Topology(state.Fleet));
        Nodes = [.. Enumerable.Range(0, state.Fleet.Nodes.Count)];
        TaskCount = gang.TaskCount;
        Fit = Room.FitOf(state.Find(new JobId(0))!.ShapeIndex, gang.GpuCount > 0 ? 0 : state.Resources.Cpu)!.Value;
        var running = state.Queues.SelectMany(queue => queue.Running).ToList();
        Victims = [.. running
            .Select((job, index) => new Victim(Holding.OfRunning(job, 1), losses[index])).Order()];
    }

    /// <summary>Random sizes, gangs over two nodes, and losses.</summary>
    public static Gen<VictimWorld> World { get; } = Make(Running, Gang, Gen.Int[1, 4]);

    /// <summary>Every job on one accelerator of one node: then the cheapest choice is the cheapest there is.</summary>
    public static Gen<VictimWorld> EqualVictims { get; } = Make(
        Gen.Const(new JobShape { GpuCount = 1 }), Gang.Where(shape => shape.CpuMillicores == 0), Gen.Const(4));

    public TrialRoom Room { get; }

    public Fit Fit { get; }

    public int TaskCount { get; }

    public int[] Nodes { get; }

    public Victim[] Victims { get; }

    private static Gen<VictimWorld> Make(Gen<JobShape> running, Gen<JobShape> gang, Gen<int> gpus) => Gen.Select(
        gpus.Array[1, 3], running.Array[1, 9], gang, Gen.OneOf(Gen.Long[0, 20], Gen.Const(7L)).Array[9]).Select(
        (nodes, shapes, wanted, losses) => new VictimWorld(StateOf(nodes, shapes, wanted), wanted, losses));

    private static ClusterState StateOf(int[] nodes, JobShape[] shapes, JobShape gang)
    {
        var state = new ClusterState(new Fleet
        {
            Nodes = [.. nodes.Select((gpus, index) => Some.Node($"n{index}", 4_000, 8_192, gpus, "A"))],
        });
        Submit(state, 0, gang);
        for (var job = 1; job <= shapes.Length; job++) Start(state, job, shapes[job - 1]);
        return state;
    }

    private static void Start(ClusterState state, int job, JobShape shape)
    {
        Submit(state, job, shape);
        var resource = shape.GpuCount > 0 ? 0 : state.Resources.Cpu;
        var room = new TrialRoom(state, new Topology(state.Fleet));
        var request = new PlaceRequest(
            state.Find(new JobId(job))!.ShapeIndex, resource, shape.TaskCount, shape.TaskCount, long.MaxValue);
        if (room.Find(request, out _) is { } placed)
            Assert.Null(state.Apply(new JobStarted(0, new JobId(job), resource, placed.Tasks)));
    }

    private static void Submit(ClusterState state, int job, JobShape shape) =>
        Assert.Null(state.Apply(new JobSubmitted(0, new Job
        {
            Id = new JobId(job),
            Shape = shape,
            Queue = "q",
            SubmittedMilliseconds = 0,
        })));
}
