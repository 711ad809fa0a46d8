using Headroom.Cluster;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling.Plans;
using Headroom.Testing;

namespace Headroom.Scheduling.Tests.Deciding;

/// <summary>
/// Small pools of accelerators of model A, and jobs for them, so that an example states only what it is about.
/// </summary>
internal static class Example
{
    public static PoolRun Pool(int nodes, int gpus, params QueueDefinition[] queues) =>
        Pool(nodes, gpus, new ReclaimRules { GraceMilliseconds = 0 }, queues);

    public static PoolRun Pool(int nodes, int gpus, ReclaimRules reclaim, params QueueDefinition[] queues) => new(
        new Fleet { Nodes = Some.Nodes(nodes, gpus: gpus, model: "A") },
        new SharingPolicy
        {
            Queues = queues,
            Reclaim = reclaim,
            Fairness = new FairnessRules { HalfLifeMilliseconds = 0 },
        });

    /// <summary>A queue that is owed so many accelerators.</summary>
    public static QueueDefinition Queue(
        string name, int owed = 0, string parent = "", int? borrows = null, int? lends = null) => new()
        {
            Name = name,
            Parent = parent,
            Quotas = [new Quota("A", owed * 1_000, borrows * 1_000, lends * 1_000)],
        };

    public static Job Job(
        int id, string queue, int gpus = 1, int tasks = 1, int priority = 0, long limit = 1_000) =>
        new()
        {
            Id = new JobId(id),
            Shape = new JobShape { GpuCount = gpus, TaskCount = tasks },
            Queue = queue,
            SubmittedMilliseconds = 0,
            Priority = priority,
            TimeLimitMilliseconds = limit,
        };

    /// <summary>Submits jobs and decides once.</summary>
    public static Plan Offer(this PoolRun run, params Job[] jobs)
    {
        foreach (var job in jobs) run.Submit(job);
        return run.Cycle();
    }

    /// <summary>Why a job waits.</summary>
    public static Hold HoldOf(this Plan plan, int id) => plan.Verdicts.Single(verdict => verdict.Job.Value == id).Hold;

    /// <summary>Jobs that run, in order of id.</summary>
    public static IEnumerable<long> RunningIds(this PoolRun run) => run.Running.Select(job => job.Job.Id.Value).Order();
}
