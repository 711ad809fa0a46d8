using CsCheck;
using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling.Plans;
using Xunit.Sdk;

namespace Headroom.Scheduling.Tests.Deciding;

/// <summary>Drives the engine through a world. Every event that the engine decides must be accepted.</summary>
internal sealed class PoolRun
{
    private readonly PoolScheduler _scheduler = new();
    private readonly List<ClusterEvent> _log = [];

    public PoolRun(Fleet fleet, SharingPolicy policy)
    {
        State = new ClusterState(fleet);
        Tree = new QueueTree(policy, State.Resources);
        Happens(new FairnessChanged(0, policy.Fairness));
    }

    public ClusterState State { get; }

    public QueueTree Tree { get; }

    public long Now { get; private set; }

    /// <summary>Steps that the last cycle was allowed.</summary>
    public int StepBudget { get; private set; }

    /// <summary>Everything that happened or was decided, in order.</summary>
    public IReadOnlyList<ClusterEvent> Log => _log;

    /// <summary>Looks at a plan before any of it is applied.</summary>
    public Action<Plan> Decided { get; set; } = _ => { };

    /// <summary>Looks at one event of a plan, by index, before it is applied; those before it are.</summary>
    public Action<Plan, int> Applying { get; set; } = (_, _) => { };

    /// <summary>Looks at a plan after all of it was applied.</summary>
    public Action<Plan> Applied { get; set; } = _ => { };

    public IEnumerable<JobEntry> Running => State.Queues.SelectMany(queue => queue.Running);

    public IEnumerable<JobEntry> Waiting => State.Queues.SelectMany(queue => queue.Waiting);

    /// <summary>Runs a world from the begin; a failure tells the whole story.</summary>
    public static void Sample(
        Gen<PoolWorld> worlds, Action<PoolRun> watch, int iterations = 300, string? seed = null) =>
        worlds.Sample(
            world =>
            {
                var run = new PoolRun(world.Fleet, world.Policy);
                watch(run);
                run.Tell(() => run.Follow(world));
            },
            iter: iterations,
            seed: seed);

    /// <summary>Runs what may fail, and adds the story so far when it does.</summary>
    public void Tell(Action action)
    {
        try
        {
            action();
        }
        catch (Exception failure)
        {
            throw new XunitException($"{failure.Message}\n{failure.StackTrace}\n{Story()}", failure);
        }
    }

    public void Happens(ClusterEvent happened)
    {
        Now = happened.At;
        Assert.Null(State.Apply(happened));
        _log.Add(happened);
    }

    public void Submit(Job job) => Happens(new JobSubmitted(Now, job with { SubmittedMilliseconds = Now }));

    public void Wait(long milliseconds) => Now += milliseconds;

    public void StopAll()
    {
        foreach (var job in Running.Where(job => job.Phase == JobPhase.Stopping).ToList())
            Happens(new JobStopped(Now, job.Job.Id));
    }

    /// <summary>Decides and applies.</summary>
    public Plan Cycle(int stepBudget = 1_000)
    {
        StepBudget = stepBudget;
        var plan = _scheduler.Decide(State, Tree, Now, stepBudget);
        Decided(plan);
        for (var index = 0; index < plan.Events.Count; index++)
        {
            Applying(plan, index);
            Assert.True(State.Apply(plan.Events[index]) is null, $"{plan.Events[index]} was refused");
            _log.Add(plan.Events[index]);
        }

        Applied(plan);
        return plan;
    }

    public void Follow(PoolWorld world)
    {
        var arrivals = new Queue<Job>(world.Jobs);
        foreach (var step in world.Steps)
        {
            Wait(step.Pause);
            Do(step, arrivals);
            Cycle(step.Number % 5 == 0 ? 1 + step.Number % 4 : 1_000);
        }
    }

    private void Do(WorldStep step, Queue<Job> arrivals)
    {
        switch (step.Kind)
        {
            case <= 7:
                for (var count = step.Kind % 3; count >= 0 && arrivals.TryDequeue(out var job); count--) Submit(job);
                break;
            case <= 11:
                OnOne(Running, step.Number, job => new JobFinished(Now, job.Job.Id, step.Number % 2 == 0));
                break;
            case <= 14: StopAll(); break;
            case 15: OnOne(Running, step.Number, job => new CheckpointSaved(Now, job.Job.Id)); break;
            case 16:
                Happens(new NodeChanged(Now, step.Number % State.Fleet.Nodes.Count, (NodeStatus)(step.Number % 2)));
                break;
            case 17 when step.Number % 2 == 0:
                OnOne(Waiting, step.Number, job => job.Phase == JobPhase.Held
                    ? new JobReleased(Now, job.Job.Id)
                    : new JobHeld(Now, job.Job.Id));
                break;
            case 18: OnOne(Running.Concat(Waiting), step.Number, job => new JobCancelled(Now, job.Job.Id)); break;
            default: break;
        }
    }

    private void OnOne(IEnumerable<JobEntry> jobs, int number, Func<JobEntry, ClusterEvent> what)
    {
        var all = jobs.ToList();
        if (all.Count > 0) Happens(what(all[number % all.Count]));
    }

    private string Story() =>
        $"fleet: {string.Join("; ", State.Fleet.Nodes.Select(node => $"{node.Name} {node.CpuMillicores / 1000}c {node.GpuCount}{node.ChipModel} {node.Place.Down(TopologyLevel.Rack)}"))}\n"
        + string.Join('\n', Tree.Policy.Queues.Select(queue => $"{queue.Parent}/{queue.Name} w{queue.Weight} {queue.Order} {(queue.AllowsBackfill ? "" : "no-backfill ")}"
            + string.Join(", ", queue.Quotas.Select(quota => $"{quota.Resource} {quota.NominalMilli}+{quota.BorrowingLimitMilli}-{quota.LendingLimitMilli}"))))
        + $"\n{Tree.Policy.Reclaim}\n{Tree.Policy.Planning}\n{Tree.Policy.Fairness}\n"
        + string.Join('\n', _log.Select(Line));

    private static string Line(ClusterEvent happened) => happened switch
    {
        JobSubmitted { Job: var job } =>
            $"{happened.At} submit {job.Id} to {job.Queue} p{job.Priority} {(job.IsPreemptible ? "" : "fixed ")}limit {job.TimeLimitMilliseconds} "
            + $"{job.Shape.TaskCount}({job.Shape.TaskCountLeast}) x {job.Shape.GpuCount}g{job.Shape.GpuMilli}m {job.Shape.CpuMillicores}c {job.Shape.MemoryMiB}MiB {job.Shape.Slice} {job.Shape.Chips} {job.Shape.Regions} {job.Shape.Clusters} {job.Shape.Topology}"
            + $" {(job.After.Count > 0 ? $"after {job.After}" : "")} {(job.Array is { } array ? $"array {array}" : "")}",
        JobStarted started => $"{started.At} start {started.Id} on {started.Resource}: {Places(started.Tasks)}",
        ReservationMade { Reservation: var promise } =>
            $"{happened.At} promise {promise.Job} at {promise.Start} {(promise.IsReclaim ? "reclaim " : "")}on {promise.Resource}: {Places(promise.Tasks)}",
        PreemptionOrdered { Preemption: var order } => $"{happened.At} preempt {order.Victim} for {order.Beneficiary} {order.Rule} at '{order.Level}'",
        _ => $"{happened}",
    };

    private static string Places(ValueList<TaskPlacement> tasks) =>
        string.Join(' ', tasks.Select(task => $"{task.Node}:{task.Gpus.Bits:x}{(task.SliceStart > 0 ? $"@{task.SliceStart}" : "")}"));
}
