using Headroom.Cluster;
using Headroom.Scheduling.Nodes;
using Headroom.Scheduling.Sharing;

namespace Headroom.Scheduling.Placement.Stranding;

/// <summary>
/// Prefers the node and accelerator where a placement strands the least: parts of accelerators that the workload's
/// other tasks cannot fill, and idle accelerators that the node's CPU can no longer feed. In multiples of 2^-20
/// thousandths. <c>docs/decisions/0001-the-headroom-placement-policy.md</c> has the reasons and the measurements.
/// </summary>
internal sealed class StrandingScore : INodeScore
{
    // Prices make opening an accelerator and filling one equally good where both lead to a perfect fit later. What is
    // open may never be filled, so that an untouched accelerator costs a little more: 5 % of it.
    private const int UntouchedMilli = 50;

    // A task without accelerators goes beside the fewest idle ones: its CPU feeds none there. A tenth decides between
    // nodes where it would starve equally many, and hardly ever against that.
    private const long BesideIdle = Fixed.One / 10;

    // 268,435 cores: more feed nothing more, and the products below stay within 64 bits.
    private const long CpuMax = 1L << 28;

    private readonly NodePool _pool;
    private readonly GpuParts _parts;
    private readonly long _fedByMeanTasks;
    private readonly long _fedByLightTasks;

    /// <summary>A score for one fleet and what is known about its workload.</summary>
    public StrandingScore(NodePool pool, WorkloadProfile workload)
    {
        _pool = pool;
        _parts = workload.Parts;
        _fedByMeanTasks = workload.FedByMeanTasks / 2;
        _fedByLightTasks = workload.FedByLightTasks / 2;
    }

    /// <inheritdoc/>
    public string Name => "headroom";

    /// <inheritdoc/>
    public long Rate(TaskClass task, int node)
    {
        var cpu = _pool.CpuLeft(node);
        var idle = _pool.GpuIdle(node);
        var starved = Unfed(cpu - task.CpuMillicores, idle - task.GpuMilliTotal) - Unfed(cpu, idle);
        if (task.GpuCount == 0) return -starved - idle * BesideIdle;
        return task.SharesGpu ? -starved - BestPart(task, node).Stranded * Fixed.One : -starved;
    }

    /// <inheritdoc/>
    public GpuSet ChooseGpus(TaskClass task, int node) =>
        task.SharesGpu ? GpuSet.Of(BestPart(task, node).Gpu) : _pool.FirstFree(node, task.GpuCount);

    // Idle thousandths beyond what the CPU left can serve, half by what average tasks need and half by what light ones
    // need: the first keeps CPU and accelerators in step, the second matters where CPU is what the fleet lacks.
    private long Unfed(long cpuLeft, long idle)
    {
        var cpu = Math.Min(cpuLeft, CpuMax);
        return Math.Max(0, idle * (Fixed.One / 2) - cpu * _fedByMeanTasks)
            + Math.Max(0, idle * (Fixed.One / 2) - cpu * _fedByLightTasks);
    }

    private (int Stranded, int Gpu) BestPart(TaskClass task, int node)
    {
        var left = _pool.GpuLeft(node);
        var (bestStranded, bestGpu) = (int.MaxValue, -1);
        for (var gpu = 0; gpu < left.Length; gpu++)
        {
            if (left[gpu] < task.GpuMilli) continue;

            var stranded = _parts.Stranded(left[gpu] - task.GpuMilli) - _parts.Stranded(left[gpu]);
            if (left[gpu] == TaskRequest.WholeGpuMilli) stranded += UntouchedMilli;
            if (stranded < bestStranded) (bestStranded, bestGpu) = (stranded, gpu);
        }

        return (bestStranded, bestGpu);
    }
}
