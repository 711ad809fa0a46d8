using Headroom.Cluster;

namespace Headroom.Scheduling.Nodes;

/// <summary>All tasks with equal requests: what is found out about one holds for each of them.</summary>
public sealed class TaskClass
{
    private readonly bool[] _admitsModel;

    internal TaskClass(int index, TaskRequest request, bool[] admitsModel)
    {
        Index = index;
        Request = request;
        _admitsModel = admitsModel;
        CpuMillicores = request.CpuMillicores;
        MemoryMiB = request.MemoryMiB;
        GpuCount = request.GpuCount;
        GpuMilli = request.GpuMilli;
        GpuMilliTotal = request.GpuMilliTotal;
    }

    /// <summary>Position in its catalogue, from 0 in order of first use.</summary>
    public int Index { get; }

    /// <summary>What each task of the class asks of a node.</summary>
    public TaskRequest Request { get; }

    /// <summary>Thousandths of a core.</summary>
    public long CpuMillicores { get; }

    /// <summary>Memory in MiB.</summary>
    public long MemoryMiB { get; }

    /// <summary>Accelerators; 0 for a task that needs none.</summary>
    public int GpuCount { get; }

    /// <summary>Thousandths of each accelerator; 0 for a task that needs none.</summary>
    public int GpuMilli { get; }

    /// <summary>Thousandths over all accelerators asked for.</summary>
    public int GpuMilliTotal { get; }

    /// <summary>Whether it takes a part of one accelerator only.</summary>
    public bool SharesGpu => GpuCount == 1 && GpuMilli < TaskRequest.WholeGpuMilli;

    /// <summary>
    /// Whether accelerators of the model with this index in the fleet's <see cref="ChipModels"/> will do.
    /// </summary>
    public bool AdmitsModel(int chipModel) => _admitsModel[chipModel];
}
