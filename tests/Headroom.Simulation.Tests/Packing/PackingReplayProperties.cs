using CsCheck;
using Headroom.Cluster;
using Headroom.Simulation.Packing;
using Headroom.Testing;

namespace Headroom.Simulation.Tests.Packing;

public sealed class PackingReplayProperties
{
    private static readonly Gen<PackingOptions> SomeOptions =
        Gen.Select(Gen.Long, Gen.OneOf(MixSource.Trace, MixSource.Arrivals), Gen.OneOf(0, 0, 20, 1_000))
            .Select((seed, mix, moves) =>
                new PackingOptions { Policy = "", Seed = seed, Mix = mix, MovesPerThousandArrivals = moves });

    private static readonly
        Gen<(IReadOnlyList<Node> Nodes, IReadOnlyList<RecordedTask> Tasks, PackingOptions Options)> Replay =
            Gen.Select(Gens.Fleet, Gens.Workload, SomeOptions);

    public static TheoryData<string> Policies() => [.. PackingReplay.PolicyNames];

    [Theory, MemberData(nameof(Policies))]
    public void The_same_run_twice_is_the_same(string policy) =>
        Replay.Sample((nodes, tasks, options) =>
            AssertSame(Run(nodes, tasks, options, policy), Run(nodes, tasks, options, policy)), iter: 40);

    [Theory, MemberData(nameof(Policies))]
    public void The_order_of_the_rows_does_not_matter(string policy) =>
        Gen.Select(Replay, Gen.UInt).Sample(
            (replay, shuffle) => AssertSame(
                Run(replay.Nodes, replay.Tasks, replay.Options, policy),
                Run(Shuffled(replay.Nodes, shuffle), Shuffled(replay.Tasks, shuffle), replay.Options, policy)),
            iter: 40);

    [Theory, MemberData(nameof(Policies))]
    public void Names_matter_by_their_order_only(string policy) =>
        Replay.Sample(
            (nodes, tasks, options) => AssertSame(
                Run(nodes, tasks, options, policy),
                Run(
                    [.. nodes.Select(node => node with { Name = $"renamed {node.Name}" })],
                    [.. tasks.Select(task => task with { Name = $"{task.Name}.renamed" })],
                    options,
                    policy)),
            iter: 40);

    [Theory, MemberData(nameof(Policies))]
    public void What_is_reported_adds_up(string policy) =>
        Replay.Sample(
            (nodes, tasks, options) =>
            {
                var run = Run(nodes, tasks, options, policy);

                Assert.InRange(run.Failed, 0, run.Arrivals);
                Assert.InRange(run.Moves, 0, run.Arrivals * options.MovesPerThousandArrivals / 1_000);
                Assert.Equal(Enumerable.Range(0, 131), run.Curve.Select(point => point.Arrived));
                Assert.All(run.Curve, point => Assert.InRange(point.Allocated ?? 0, 0, 100));
                Assert.All(
                    run.Curve, point => Assert.InRange((point.Fragmentation ?? 0) + (point.Allocated ?? 0), 0, 100.02));
                Assert.All(run.Curve, point => Assert.InRange(point.FragmentationRatio ?? 0, 0, 100.01));
            },
            iter: 40);

    private static PackingRun Run(
        IReadOnlyList<Node> nodes, IReadOnlyList<RecordedTask> tasks, PackingOptions options, string policy) =>
        PackingReplay.Run(nodes, tasks, options with { Policy = policy });

    // The records hold their curves by reference.
    private static void AssertSame(PackingRun expected, PackingRun actual)
    {
        Assert.Equal(expected.Curve, actual.Curve);
        Assert.Equal(expected, actual with { Curve = expected.Curve });
    }

    private static List<T> Shuffled<T>(IReadOnlyList<T> items, uint shuffle) =>
        [.. items.Select((item, index) => (item, Key: unchecked((uint)(index + 1) * (shuffle | 1) ^ shuffle)))
            .OrderBy(pair => pair.Key)
            .Select(pair => pair.item)];
}
