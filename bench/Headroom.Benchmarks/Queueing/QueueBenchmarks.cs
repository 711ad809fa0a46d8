using BenchmarkDotNet.Attributes;
using Headroom.Cluster;
using Headroom.Simulation.Queueing;

namespace Headroom.Benchmarks.Queueing;

/// <summary>
/// Whole replays of a made-up history: the cost of an event under each policy, at the load of a busy fleet.
/// </summary>
[MemoryDiagnoser]
public class QueueBenchmarks
{
    private IReadOnlyList<RecordedJob> _jobs = [];
    private GpuFleetShape _fleet = new(1, 8);

    [Params(100, 1_000)]
    public int NodeCount { get; set; }

    [Params("fifo", "sjf", "qssf", "easy")]
    public string Policy { get; set; } = "";

    [GlobalSetup]
    public void Make_a_year()
    {
        _fleet = new GpuFleetShape(NodeCount, 8);
        _jobs = SyntheticYear.Generate(42, 100 * NodeCount, _fleet);
    }

    [Benchmark]
    public QueueRun Replay() => QueueReplay.Run(_jobs, _fleet, new QueueOptions { Policy = Policy });
}
