using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling.Explaining;

namespace Headroom.Scheduling.Tests.Explaining;

/// <summary>A pool made by hand, at time 0: jobs get ids in order of submission, from 0.</summary>
internal sealed class SmallPool
{
    public const long Minute = 60_000;

    private readonly QueueTree _tree;
    private int _jobs;

    public SmallPool(SharingPolicy policy, params Node[] nodes)
    {
        State = new ClusterState(new Fleet { Nodes = [.. nodes.Select((node, at) => node with { Name = $"node-{at}" })] });
        _tree = new QueueTree(policy, State.Resources);
    }

    public SmallPool(params Node[] nodes)
        : this(PolicyOf(new QueueDefinition { Name = "q" }), nodes)
    {
    }

    public ClusterState State { get; }

    public static SharingPolicy PolicyOf(params QueueDefinition[] queues) => new()
    {
        Queues = queues,
        PriorityClasses = [new PriorityClass("high", 3)],
        Reclaim = new ReclaimRules { StopMilliseconds = Minute },
    };

    public static QueueDefinition Owed(string name, long gpus, long? borrows = null) => new()
    {
        Name = name,
        Quotas = [new Quota("A", gpus * 1_000, borrows * 1_000)],
    };

    public static Node NodeOf(int gpus, string model = "A", string region = "", string block = "", string rack = "") =>
        new("", 64_000, 1_048_576, gpus, model) { Place = new NodePlace(region, "", block, rack) };

    public static Job JobOf(int tasks = 1, int gpus = 1, string queue = "q", int priority = 0, long minutes = 60) => new()
    {
        Id = default,
        Shape = new JobShape { TaskCount = tasks, GpuCount = gpus },
        Queue = queue,
        SubmittedMilliseconds = 0,
        Priority = priority,
        TimeLimitMilliseconds = minutes * Minute,
    };

    public JobId Submit(Job job)
    {
        var id = new JobId(_jobs++);
        Apply(new JobSubmitted(0, job with { Id = id }));
        return id;
    }

    /// <summary>Runs a job of single accelerators on the first of a node.</summary>
    public JobId Run(Job job, int node = 0, int from = 0)
    {
        var id = Submit(job);
        var gpus = Enumerable.Range(from, job.Shape.GpuCount).Aggregate(GpuSet.None, (set, gpu) => set.With(gpu));
        Apply(new JobStarted(0, id, State.ResourceOf(node), [new TaskPlacement(node, gpus)]));
        return id;
    }

    /// <summary>Runs a cycle and does what it decides.</summary>
    public void Cycle()
    {
        foreach (var decided in new PoolScheduler().Decide(State, _tree, 0, 100).Events) Apply(decided);
    }

    public Explanation Explain(JobId job) => Explainer.Explain(State, _tree, new PoolScheduler(), job, 0, 100);

    public Explanation WhatIf(Job job) => WhatIfSubmitted.Explain(State, _tree, new PoolScheduler(), job, 0, 100);

    public void Apply(ClusterEvent happened) => Assert.Null(State.Apply(happened));
}
