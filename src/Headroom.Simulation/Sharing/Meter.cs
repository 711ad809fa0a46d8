using Headroom.Cluster.State;

namespace Headroom.Simulation.Sharing;

/// <summary>
/// The one quantity that service is counted in: accelerators of all models, or cores where the fleet has none.
/// </summary>
internal sealed class Meter
{
    private readonly bool _countsCores;

    public Meter(ClusterState state)
    {
        var resources = state.Resources;
        _countsCores = resources.ChipModelCount == 0;
        Counted = _countsCores ? [resources.Cpu] : [.. Enumerable.Range(0, resources.ChipModelCount)];
        CapacityMilli = Counted.Sum(resource => resources.Capacity[resource]);
    }

    /// <summary>Indexes of what is counted.</summary>
    public IReadOnlyList<int> Counted { get; }

    /// <summary>What the whole fleet has, in thousandths.</summary>
    public long CapacityMilli { get; }

    /// <summary>What a running job holds, in thousandths.</summary>
    public long Held(JobEntry job) => _countsCores || job.Need.GpuCount > 0 ? job.MilliHeld : 0;

    /// <summary>What a job asks for, in thousandths.</summary>
    public long Asked(JobEntry job)
    {
        var shape = job.Job.Shape;
        return _countsCores ? shape.TaskCount * shape.CpuMillicores : shape.GpuMilliTotal;
    }
}
