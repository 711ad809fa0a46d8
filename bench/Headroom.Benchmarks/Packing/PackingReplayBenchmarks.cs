using BenchmarkDotNet.Attributes;
using Headroom.Cluster;
using Headroom.Simulation.Packing;

namespace Headroom.Benchmarks.Packing;

/// <summary>Whole replays: 1.3 times the fleet's accelerators arrive, and all three curves are recorded.</summary>
[MemoryDiagnoser]
public class PackingReplayBenchmarks
{
    private IReadOnlyList<Node> _nodes = [];
    private IReadOnlyList<RecordedTask> _tasks = [];

    [Params(100, 1_200)]
    public int NodeCount { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _nodes = SyntheticWorkload.Nodes(NodeCount);
        _tasks = SyntheticWorkload.Tasks(NodeCount * 7);
    }

    [Benchmark(Baseline = true)]
    public PackingRun Replay_under_fgd() => Replay("fgd", MixSource.Trace);

    [Benchmark]
    public PackingRun Replay_under_headroom() => Replay("headroom", MixSource.Trace);

    [Benchmark]
    public PackingRun Replay_under_headroom_that_learns_from_arrivals() => Replay("headroom", MixSource.Arrivals);

    private PackingRun Replay(string policy, MixSource mix) =>
        PackingReplay.Run(_nodes, _tasks, new PackingOptions { Policy = policy, Seed = 42, Mix = mix });
}
