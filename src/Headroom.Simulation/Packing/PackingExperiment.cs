using Headroom.Cluster;
using Headroom.Scheduling.Fragmentation;
using Headroom.Scheduling.Migration;
using Headroom.Scheduling.Nodes;
using Headroom.Scheduling.Placement;
using Headroom.Scheduling.Workloads;

namespace Headroom.Simulation.Packing;

/// <summary>One replay in progress: a fleet that fills up as tasks arrive.</summary>
internal sealed class PackingExperiment
{
    private const int Thousand = 1000;

    private readonly PackingOptions _options;
    private readonly Arrivals _arrivals;
    private readonly TaskClasses _classes;
    private readonly IPlacementPolicy _policy;
    private readonly MixLearner _learner;
    private readonly Residents _residents;
    private readonly Unblocking _unblocking;
    private readonly FragmentedTotal _fragmented;
    private readonly CurveRecorder _curve;
    private long _arrivedMilli;
    private long _allocatedMilli;
    private int _arrived;
    private int _failed;
    private int _moves;

    public PackingExperiment(IReadOnlyList<Node> nodes, IReadOnlyList<RecordedTask> tasks, PackingOptions options)
    {
        _options = options;
        _arrivals = new Arrivals(nodes, tasks, options);
        var trace = RequestCount.Of(tasks.Select(task => task.Request));
        var pool = new NodePool(_arrivals.Nodes);
        _classes = new TaskClasses(pool.ChipModels);
        _policy = PackingPolicies.Create(options.Policy, pool, _arrivals.Chance);
        _learner = new MixLearner(_policy, options.Mix, trace);
        _residents = new Residents(pool);
        _unblocking = new Unblocking(_residents, _policy);
        _fragmented = new FragmentedTotal(pool, new FragmentationGauge(TargetMix.Of(trace), pool.ChipModels));
        _curve = new CurveRecorder(nodes.Sum(node => (long)node.GpuMilli), (int)Math.Round(options.Inflation * 100));
    }

    public PackingRun Run()
    {
        foreach (var request in _arrivals.Tasks) Arrive(request);

        return new PackingRun
        {
            Policy = _options.Policy,
            Seed = _options.Seed,
            Arrivals = _arrived,
            Failed = _failed,
            Moves = _moves,
            Curve = _curve.Curve(),
        };
    }

    private void Arrive(TaskRequest request)
    {
        var task = _classes.Of(request);
        _arrived++;
        _arrivedMilli += task.GpuMilliTotal;
        _learner.See(request);
        if (Start(task)) _allocatedMilli += task.GpuMilliTotal;
        else _failed++;

        _curve.Add(_arrivedMilli, _allocatedMilli, _fragmented.Now());
    }

    private bool Start(TaskClass task)
    {
        if (_policy.Choose(task) is { } placement)
        {
            _residents.Add(task, placement);
            return true;
        }

        var made = _unblocking.Start(task, MovesAllowed());
        _moves += made;
        return made > 0;
    }

    // Moves are earned as tasks arrive, so that a replay cannot spend at its end what it did not need before.
    private int MovesAllowed() => (int)((long)_arrived * _options.MovesPerThousandArrivals / Thousand) - _moves;
}
