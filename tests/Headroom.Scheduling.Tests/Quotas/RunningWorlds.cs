using CsCheck;
using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;
using Headroom.Testing;

namespace Headroom.Scheduling.Tests.Quotas;

/// <summary>
/// Random trees with running jobs, each on a node of its own, so that only quota is short and never room.
/// </summary>
internal static class RunningWorlds
{
    public const int JobsMax = 24;

    private static readonly Fleet Fleet = new()
    {
        Nodes = [.. Enumerable.Range(0, JobsMax).Select(node =>
            Some.Node($"n{node}", 64_000, 262_144, 4, node % 2 == 0 ? "A" : "B"))],
    };

    // Less than the fleet has, or quota would hardly ever be short.
    private static readonly Resources Small = new(new Fleet
    {
        Nodes = [Some.Node("a", 0, 0, 8, "A"), Some.Node("b", 0, 0, 5, "B")],
    });

    private static readonly Gen<(int Queue, int Gpus, int Priority, int Kind)[]> Jobs =
        Gen.Select(Gen.Int[0, 99], Gen.Int[1, 4], Gen.Int[0, 2], Gen.Int[0, 9]).Array[1, JobsMax];

    public static Gen<(ClusterState State, QueueTree Tree)> World { get; } =
        Gen.Select(PolicyGens.Policy(Small), Jobs).Select((policy, jobs) => Make(policy, jobs));

    private static (ClusterState State, QueueTree Tree) Make(
        SharingPolicy policy, (int Queue, int Gpus, int Priority, int Kind)[] jobs)
    {
        var state = new ClusterState(Fleet);
        var tree = new QueueTree(policy, state.Resources);
        for (var index = 0; index < jobs.Length; index++)
        {
            var job = jobs[index];
            Apply(state, new JobSubmitted(0, new Job
            {
                Id = new JobId(index),
                Shape = new JobShape { GpuCount = job.Gpus },
                // Some belong to queues that the policy no longer has, or that hold other queues by now.
                Queue = job.Kind == 0 ? "gone" : policy.Queues[job.Queue % policy.Queues.Count].Name,
                SubmittedMilliseconds = 0,
                Priority = job.Priority,
                IsPreemptible = job.Kind % 3 != 1,
            }));
        }

        // Started in another order than submitted, some of them waiting still and some stopping.
        foreach (var index in Enumerable.Range(0, jobs.Length).OrderBy(index => index * 7 % 11))
        {
            if (jobs[index].Kind == 9) continue;

            var gpus = new GpuSet((1u << jobs[index].Gpus) - 1);
            Apply(state, new JobStarted(0, new JobId(index), index % 2, [new TaskPlacement(index, gpus)]));
            if (jobs[index].Kind == 8) Apply(state, new PreemptionOrdered(0, StopOf(index)));
        }

        return (state, tree);
    }

    private static Preemption StopOf(int job)
    {
        var share = new QuotaShare("", 0, 0, 0);
        return new Preemption(new JobId(job), new JobId(job), PreemptionRule.Reclaim, "", "", share, share, 0);
    }

    private static void Apply(ClusterState state, ClusterEvent happened) => Assert.Null(state.Apply(happened));
}
