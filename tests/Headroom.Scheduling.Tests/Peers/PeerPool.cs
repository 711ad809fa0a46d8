using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling.Plans;

namespace Headroom.Scheduling.Tests.Peers;

/// <summary>A pool that does what a scheduler decides. Whatever is decided has to be accepted.</summary>
internal sealed class PeerPool
{
    private long _jobs;

    public PeerPool(Fleet fleet, SharingPolicy policy)
    {
        State = new ClusterState(fleet);
        Tree = new QueueTree(policy, State.Resources);
        Apply(new FairnessChanged(0, policy.Fairness));
    }

    public ClusterState State { get; }

    public QueueTree Tree { get; }

    /// <summary>Nodes of eight accelerators, and queues that are owed what their quotas say.</summary>
    public static PeerPool Of(int nodes, params QueueDefinition[] queues) =>
        new(Fleet.Uniform(new GpuFleetShape(nodes, 8), "A100"), PolicyOf(queues));

    /// <summary>Nodes without accelerators, and so many cores each.</summary>
    public static PeerPool OfCores(int nodes, int cores, params QueueDefinition[] queues) => new(
        new Fleet
        {
            Nodes = [.. Enumerable.Range(0, nodes).Select(index =>
                new Node($"node-{index}", cores * 1000, 1 << 20, 0, ""))],
        },
        PolicyOf(queues));

    /// <summary>Only use of the moment counts, and who is told to stop does at once.</summary>
    public static SharingPolicy PolicyOf(params QueueDefinition[] queues) =>
        new() { Queues = queues, Fairness = new FairnessRules { HalfLifeMilliseconds = 0 } };

    /// <summary>A queue that is owed so many whole accelerators.</summary>
    public static QueueDefinition Queue(
        string name, int gpus = 0, int? borrowing = null, int? lending = null, int weight = 1, string parent = "") =>
        new()
        {
            Name = name,
            Parent = parent,
            Weight = weight,
            Quotas = [new Quota("A100", gpus * 1000L, borrowing * 1000L, lending * 1000L)],
        };

    /// <summary>A job of tasks with whole accelerators, one each unless said otherwise.</summary>
    public JobId Submit(
        string queue, int tasks = 1, int gpus = 1, int priority = 0, long? limit = null, bool preemptible = true,
        int cores = 0) => Submit(new Job
        {
            Id = new JobId(++_jobs),
            Queue = queue,
            Shape = new JobShape { TaskCount = tasks, GpuCount = gpus, CpuMillicores = cores * 1000L },
            SubmittedMilliseconds = State.Now,
            Priority = priority,
            TimeLimitMilliseconds = limit,
            IsPreemptible = preemptible,
        });

    /// <summary>So many jobs of one accelerator.</summary>
    public IReadOnlyList<JobId> SubmitMany(string queue, int count, int priority = 0) =>
        [.. Enumerable.Range(0, count).Select(_ => Submit(queue, priority: priority))];

    public JobId Submit(Job job)
    {
        Apply(new JobSubmitted(State.Now, job));
        return job.Id;
    }

    /// <summary>One cycle, and all it decided; preempted jobs stop at once.</summary>
    public Plan Cycle(IPoolScheduler scheduler, int stepBudget = int.MaxValue)
    {
        var plan = scheduler.Decide(State, Tree, State.Now, stepBudget);
        Do(plan);
        return plan;
    }

    /// <summary>Does what was decided.</summary>
    public void Do(Plan plan)
    {
        foreach (var decided in plan.Events) Apply(decided);
        foreach (var ordered in plan.Events.OfType<PreemptionOrdered>())
            Apply(new JobStopped(State.Now, ordered.Preemption.Victim));
    }

    /// <summary>
    /// Cycles, a millisecond apart, until nothing changes; how many changed something, at most so many.
    /// </summary>
    public int Settle(IPoolScheduler scheduler, int most = 64)
    {
        for (var cycles = 0; cycles < most; cycles++)
        {
            var isAtRest = Cycle(scheduler).Events.Count == 0;
            PassTo(State.Now + 1);
            if (isAtRest) return cycles;
        }

        return most;
    }

    /// <summary>A running job ends.</summary>
    public void Finish(JobId job) => Apply(new JobFinished(State.Now, job, Succeeded: true));

    /// <summary>Time passes.</summary>
    public void PassTo(long time) => Apply(new FairnessChanged(time, Tree.Policy.Fairness));

    public bool Runs(JobId job) => State.Find(job)?.Phase == JobPhase.Running;

    /// <summary>Jobs of a queue that run.</summary>
    public int RunningOf(string queue) =>
        State.Queues.Where(entry => entry.Name == queue)
            .Sum(entry => entry.Running.Count(job => job.Phase == JobPhase.Running));

    public void Apply(ClusterEvent happened) => Assert.Null(State.Apply(happened));
}
