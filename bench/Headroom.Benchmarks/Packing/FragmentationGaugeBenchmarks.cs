using BenchmarkDotNet.Attributes;
using Headroom.Scheduling.Fragmentation;
using Headroom.Scheduling.Nodes;
using Headroom.Scheduling.Workloads;

namespace Headroom.Benchmarks.Packing;

[MemoryDiagnoser]
public class FragmentationGaugeBenchmarks
{
    private const int States = 1_000;

    private readonly int[] _left = [190, 1_000, 0, 530, 470, 1_000, 0, 1_000];
    private NodePool _pool = null!;
    private FragmentationGauge _gauge = null!;

    [GlobalSetup]
    public void Prepare()
    {
        var workload = RequestCount.Of(SyntheticWorkload.Tasks(8_000).Select(task => task.Request));
        _pool = new NodePool(SyntheticWorkload.Nodes(States));
        _gauge = new FragmentationGauge(TargetMix.Of(workload), _pool.ChipModels);
    }

    [Benchmark(OperationsPerInvoke = States)]
    public double Measure_a_node_in_use()
    {
        var fragmented = 0.0;
        for (var state = 0; state < States; state++)
            fragmented += _gauge.Measure(state * 64, _left, 4_190, state & 3).Fragmented;
        return fragmented;
    }

    [Benchmark(OperationsPerInvoke = States)]
    public double Measure_an_unused_node()
    {
        var fragmented = 0.0;
        for (var node = 0; node < States; node++) fragmented += _gauge.Measure(_pool, node).Fragmented;
        return fragmented;
    }
}
