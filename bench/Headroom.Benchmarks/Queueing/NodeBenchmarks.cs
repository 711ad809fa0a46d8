using BenchmarkDotNet.Attributes;
using Headroom.Scheduling.Backfill;
using Headroom.Scheduling.Gangs;

namespace Headroom.Benchmarks.Queueing;

/// <summary>The inner loop of a replay: finding nodes and the earliest start on a full fleet.</summary>
[MemoryDiagnoser]
public class NodeBenchmarks
{
    private const int GpusPerNode = 8;

    private FreeNodes _free = new(1, GpusPerNode);
    private NodeCalendar _calendar = new(1, GpusPerNode);

    [Params(100, 1_000, 10_000)]
    public int NodeCount { get; set; }

    [GlobalSetup]
    public void Fill_all_nodes_but_the_last()
    {
        _free = new FreeNodes(NodeCount, GpusPerNode);
        _calendar = new NodeCalendar(NodeCount, GpusPerNode);
        for (var node = 0; node < NodeCount - 1; node++)
        {
            _free[node] = node % 2;
            _calendar.Add(node, GpusPerNode - (node % 2), end: 1 + (node * 7919L % 10_007));
        }
    }

    [Benchmark(Baseline = true)]
    public int First_node_with_room_by_walking()
    {
        var node = 0;
        while (_free[node] < 4) node++;
        return node;
    }

    [Benchmark]
    public int First_node_with_room_by_the_tree() => _free.Choose(4)[0];

    [Benchmark]
    public void Start_and_finish_of_one_job()
    {
        var gang = _free.Choose(4);
        _free.Take(gang);
        _calendar.Add(gang[0], 4, end: 5_000);
        _calendar.Remove(gang[0], 4, end: 5_000);
        _free.Give(gang);
    }

    [Benchmark]
    public long Earliest_start_of_one_node() => _calendar.Earliest(GpusPerNode);

    [Benchmark]
    public long Earliest_start_of_half_the_fleet() => _calendar.Earliest(NodeCount / 2 * GpusPerNode);
}
