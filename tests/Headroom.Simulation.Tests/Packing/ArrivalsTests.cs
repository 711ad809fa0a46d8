using System.Globalization;
using CsCheck;
using Headroom.Cluster;
using Headroom.Simulation.Packing;
using Headroom.Testing;

namespace Headroom.Simulation.Tests.Packing;

public sealed class ArrivalsTests
{
    private const string Orders = "openb/fixtures/arrival_orders_default.txt";

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Tasks_and_nodes_come_in_the_published_order(long seed)
    {
        var published = File.ReadLines(PublicData.Require(Orders))
            .SkipWhile(line => !line.StartsWith($"trace=openb_pod_list_default seed={seed} ", StringComparison.Ordinal))
            .Take(3)
            .ToList();
        var nodes = OpenbHistory.Nodes().OrderBy(node => node.Name, StringComparer.Ordinal).ToList();

        var arrivals = new Arrivals(
            nodes, Numbered(OpenbHistory.Tasks("default")), new PackingOptions { Policy = "fgd", Seed = seed });

        Assert.Equal(Numbers("pods", published[1]), arrivals.Tasks.Select(request => request.MemoryMiB));
        var priorityOf = arrivals.Nodes.Select((node, priority) => (node.Name, priority))
            .ToDictionary(pair => pair.Name, pair => (long)pair.priority);
        Assert.Equal(Numbers("nodes", published[2]), nodes.Select(node => priorityOf[node.Name]));
    }

    public static TheoryData<long> Seeds() => [.. Enumerable.Range(42, 10).Select(seed => (long)seed)];

    [Fact]
    public void Tasks_are_taken_away_until_the_demand_is_no_more_than_the_target()
    {
        var arrivals = Of(Some.Nodes(1, gpus: 2), Some.Tasks(Enumerable.Repeat(Some.Share(300), 50)), inflation: 1);

        Assert.Equal(6, arrivals.Tasks.Count);
    }

    [Fact]
    public void A_demand_that_meets_the_target_stays_as_it_is() =>
        Assert.Equal(
            4, Of(Some.Nodes(1, gpus: 2), Some.Tasks(Enumerable.Repeat(Some.Share(500), 4)), inflation: 1).Tasks.Count);

    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 2)]
    public void Copies_are_added_as_long_as_one_accelerator_of_the_next_is_within_the_target(int gpus, int arrivals)
    {
        // Of 3,000 wanted, tasks of two accelerators make 4,000: only one of the second's accelerators is looked at.
        Assert.Equal(arrivals, Of(Some.Nodes(1, gpus: 3), Some.Tasks(Some.Request(gpus)), inflation: 1).Tasks.Count);
    }

    [Fact]
    public void A_workload_that_never_reaches_its_demand_ends_at_the_bound() => Assert.Equal(
        PackingReplay.ArrivalsMax, Of(Some.Nodes(1), Some.Tasks(Some.Request(gpus: 0)), inflation: 1).Tasks.Count);

    [Fact]
    public void The_demand_ends_near_the_target_and_every_task_is_of_the_workload() =>
        Gen.Select(Gens.Fleet, Gens.Workload, Gen.Long, Gen.Double[0.1, 2]).Sample((nodes, tasks, seed, inflation) =>
        {
            var arrivals = new Arrivals(
                nodes, tasks, new PackingOptions { Policy = "fgd", Seed = seed, Inflation = inflation });

            var target = inflation * nodes.Sum(node => node.GpuMilli);
            var largest = tasks.Max(task => task.Request.GpuMilliTotal);
            Assert.InRange(
                arrivals.Tasks.Sum(request => request.GpuMilliTotal), target - largest - 1, target + largest + 1);
            Assert.Subset(tasks.Select(task => task.Request).ToHashSet(), arrivals.Tasks.ToHashSet());
            Assert.Equal(nodes, arrivals.Nodes.OrderBy(node => node.Name, StringComparer.Ordinal));
        });

    private static Arrivals Of(IReadOnlyList<Node> nodes, IReadOnlyList<RecordedTask> tasks, double inflation) =>
        new(nodes, tasks, new PackingOptions { Policy = "fgd", Seed = 42, Inflation = inflation });

    // Memory does not matter to the order of arrival, so that it can carry each task's number in the order of names.
    private static List<RecordedTask> Numbered(IReadOnlyList<RecordedTask> tasks) => [.. tasks
        .OrderBy(task => task.Name, StringComparer.Ordinal)
        .Select((task, number) => task with { Request = task.Request with { MemoryMiB = number } })
        .Reverse()];

    private static IEnumerable<long> Numbers(string name, string line)
    {
        Assert.StartsWith(name, line, StringComparison.Ordinal);
        return line.Split(' ').Skip(1).Select(text => long.Parse(text, CultureInfo.InvariantCulture));
    }
}
