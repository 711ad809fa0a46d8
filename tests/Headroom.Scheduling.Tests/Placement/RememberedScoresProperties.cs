using CsCheck;
using Headroom.Cluster;
using Headroom.Scheduling.Fragmentation;
using Headroom.Scheduling.Nodes;
using Headroom.Scheduling.Placement;
using Headroom.Scheduling.Placement.Scores;
using Headroom.Scheduling.Workloads;
using Headroom.Testing;

namespace Headroom.Scheduling.Tests.Placement;

/// <summary>A policy that remembers scores decides as one that scores every node anew each time.</summary>
public sealed class RememberedScoresProperties
{
    // More than the log of changes remembers.
    private const int ManyChanges = 5_000;

    public static TheoryData<string> ScoreNames { get; } = ["dotprod", "clustering", "packing", "bestfit", "fgd"];

    public static TheoryData<string> PolicyNames { get; } =
        ["dotprod", "clustering", "packing", "bestfit", "fgd", "headroom"];

    [Theory, MemberData(nameof(ScoreNames))]
    public void The_first_node_with_the_highest_score_wins(string name) =>
        Gen.Select(Gens.Fleet, Gens.Requests).Sample((nodes, requests) =>
            Live(nodes, requests, name, (pool, task) => Plainly(Score(name, pool, requests), pool, task)));

    [Theory, MemberData(nameof(PolicyNames))]
    public void An_old_policy_decides_as_a_new_one(string name) =>
        Gen.Select(Gens.Fleet, Gens.Requests).Sample((nodes, requests) =>
            Live(nodes, requests, name, (pool, task) => Policies.Create(name, pool, requests).Choose(task)));

    [Theory, MemberData(nameof(PolicyNames))]
    public void An_old_policy_decides_as_a_new_one_after_more_changes_than_the_log_keeps(string name)
    {
        var pool = new NodePool(Some.Nodes(12, gpus: 2));
        var classes = new TaskClasses(pool.ChipModels);
        TaskRequest[] workload = [Some.Share(470, cpu: 4_000), Some.Request(cpu: 8_000), Some.Share(530)];
        var task = classes.Of(workload[0]);
        var old = Policies.Create(name, pool, workload);
        Assert.NotNull(old.Choose(task));

        for (var node = 0; node < 8; node++)
            pool.Allocate(classes.Of(workload[node % 2 + 1]), new TaskPlacement(node, GpuSet.Of(0)));
        for (var change = 0; change < ManyChanges; change += 2)
        {
            pool.Allocate(classes.Of(workload[1]), new TaskPlacement(11, GpuSet.Of(1)));
            pool.Release(classes.Of(workload[1]), new TaskPlacement(11, GpuSet.Of(1)));
        }

        foreach (var request in workload)
        {
            var expected = Policies.Create(name, pool, workload).Choose(classes.Of(request));
            Assert.Equal(expected, old.Choose(classes.Of(request)));
        }
    }

    private static void Live(
        IReadOnlyList<Node> nodes, IReadOnlyList<TaskRequest> requests, string name,
        Func<NodePool, TaskClass, TaskPlacement?> expected)
    {
        var pool = new NodePool(nodes);
        var classes = new TaskClasses(pool.ChipModels);
        var policy = Policies.Create(name, pool, requests);
        var running = new Queue<(TaskClass Task, TaskPlacement Placement)>();
        for (var step = 0; step < requests.Count; step++)
        {
            if (step % 4 == 3 && running.TryDequeue(out var ended)) pool.Release(ended.Task, ended.Placement);
            var task = classes.Of(requests[step]);
            var chosen = policy.Choose(task);
            Assert.Equal(expected(pool, task), chosen);
            if (chosen is not { } placement) continue;

            pool.Allocate(task, placement);
            running.Enqueue((task, placement));
        }
    }

    private static TaskPlacement? Plainly(INodeScore score, NodePool pool, TaskClass task) =>
        Enumerable.Range(0, pool.Count)
            .Where(node => pool.Fits(task, node))
            .OrderByDescending(node => score.Rate(task, node)).ThenBy(node => node)
            .Select(node => (TaskPlacement?)new TaskPlacement(node, score.ChooseGpus(task, node)))
            .FirstOrDefault();

    private static INodeScore Score(string name, NodePool pool, IEnumerable<TaskRequest> workload) => name switch
    {
        "dotprod" => new DotProductScore(pool),
        "clustering" => new GpuClusteringScore(pool),
        "packing" => new GpuPackingScore(pool),
        "bestfit" => new BestFitScore(pool),
        _ => new FragmentationGradientScore(
            pool, new FragmentationGauge(TargetMix.Of(RequestCount.Of(workload)), pool.ChipModels)),
    };
}
