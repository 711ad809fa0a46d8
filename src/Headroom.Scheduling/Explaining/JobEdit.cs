using Headroom.Cluster;
using Headroom.Cluster.Jobs;

namespace Headroom.Scheduling.Explaining;

/// <summary>
/// One thing that a job could ask for differently. The cases are in the order that settles equal costs.
/// </summary>
public abstract record JobEdit
{
    /// <summary>
    /// What the job gives up, in thousandths of itself, 0 to 1000. Fewer accelerators and less memory cost the part
    /// that is given up; fewer processors half the part, since it is slower and does the same, and a shorter limit too,
    /// since a limit is no work yet; all are rounded up. What keeps the job whole
    /// costs a fixed amount: topology 10 for each level, chip model 20, region 30, that it may be preempted 40, a start
    /// at once 50, and where others pay for it, priority 100 and queue 200.
    /// </summary>
    public abstract int CostPermille(Job job);

    /// <summary>The job as it would be submitted.</summary>
    public abstract Job ApplyTo(Job job);

    /// <summary>
    /// The change of the same kind that gives up one step less: one task, accelerator, thousandth, millisecond, level
    /// or point of priority; null when that is the job as it is, or when there are no steps.
    /// </summary>
    public virtual JobEdit? OneStepLess(Job job) => null;

    private protected static int Part(long before, long after, int whole) =>
        (int)(((Int128)(before - after) * whole + before - 1) / before);
}

/// <summary>Submitted again as it is: it loses only what a cycle remembers about it.</summary>
public sealed record Anew : JobEdit
{
    /// <inheritdoc/>
    public override int CostPermille(Job job) => 0;

    /// <inheritdoc/>
    public override Job ApplyTo(Job job) => job;
}

/// <summary>Its tasks may be further apart.</summary>
/// <param name="Level">All tasks in one part of this level; a whole cluster stands for no wish.</param>
public sealed record LooserTopology(TopologyLevel Level) : JobEdit
{
    /// <inheritdoc/>
    public override int CostPermille(Job job) => 10 * (Level - InnermostOf(job));

    /// <inheritdoc/>
    public override Job ApplyTo(Job job) =>
        job with { Shape = job.Shape with { Topology = new TopologyWish(Level, IsRequired: true) } };

    /// <inheritdoc/>
    public override JobEdit? OneStepLess(Job job) =>
        Level - 1 > InnermostOf(job) ? new LooserTopology(Level - 1) : null;

    private TopologyLevel InnermostOf(Job job) => job.Shape.Topology?.Level ?? Level;
}

/// <summary>One more chip model will do.</summary>
/// <param name="Model">Name of the model; it takes the place of the others when the job names as many as it
/// may.</param>
public sealed record OtherModel(string Model) : JobEdit
{
    /// <inheritdoc/>
    public override int CostPermille(Job job) => 20;

    /// <inheritdoc/>
    public override Job ApplyTo(Job job)
    {
        var kept = job.Shape.Chips.Count < JobShape.NamesMax ? job.Shape.Chips : [];
        return job with { Shape = job.Shape with { Chips = [.. kept, new ChipChoice(Model)] } };
    }
}

/// <summary>One more region will do.</summary>
/// <param name="Region">Name of the region; it takes the place of the others when the job names as many as it
/// may.</param>
public sealed record OtherRegion(string Region) : JobEdit
{
    /// <inheritdoc/>
    public override int CostPermille(Job job) => 30;

    /// <inheritdoc/>
    public override Job ApplyTo(Job job)
    {
        var kept = job.Shape.Regions.Count < JobShape.NamesMax ? job.Shape.Regions : [];
        return job with { Shape = job.Shape with { Regions = [.. kept, Region] } };
    }
}

/// <summary>One more cluster will do.</summary>
/// <param name="Cluster">Name of the cluster; it takes the place of the others when the job names as many as it
/// may.</param>
public sealed record OtherCluster(string Cluster) : JobEdit
{
    /// <inheritdoc/>
    public override int CostPermille(Job job) => 30;

    /// <inheritdoc/>
    public override Job ApplyTo(Job job)
    {
        var kept = job.Shape.Clusters.Count < JobShape.NamesMax ? job.Shape.Clusters : [];
        return job with { Shape = job.Shape with { Clusters = [.. kept, Cluster] } };
    }
}

/// <summary>It may be preempted.</summary>
public sealed record Preemptible : JobEdit
{
    /// <inheritdoc/>
    public override int CostPermille(Job job) => 40;

    /// <inheritdoc/>
    public override Job ApplyTo(Job job) => job with { IsPreemptible = true };
}

/// <summary>It waits for no time and no cheaper hour.</summary>
public sealed record AtOnce : JobEdit
{
    /// <inheritdoc/>
    public override int CostPermille(Job job) => 50;

    /// <inheritdoc/>
    public override Job ApplyTo(Job job) => job with { NotBeforeMilliseconds = 0, StartByMilliseconds = null };
}

/// <summary>It is stopped earlier.</summary>
/// <param name="Milliseconds">The new limit.</param>
/// <param name="Before">The limit that is believed of the job as it is.</param>
public sealed record ShorterLimit(long Milliseconds, long Before) : JobEdit
{
    /// <inheritdoc/>
    public override int CostPermille(Job job) => Part(Before, Milliseconds, whole: 500);

    /// <inheritdoc/>
    public override Job ApplyTo(Job job) => job with { TimeLimitMilliseconds = Milliseconds };

    /// <inheritdoc/>
    public override JobEdit? OneStepLess(Job job) =>
        Milliseconds + 1 < Before ? this with { Milliseconds = Milliseconds + 1 } : null;
}

/// <summary>It goes before others of its queue.</summary>
/// <param name="Priority">The new priority.</param>
public sealed record HigherPriority(int Priority) : JobEdit
{
    /// <inheritdoc/>
    public override int CostPermille(Job job) => 100;

    /// <inheritdoc/>
    public override Job ApplyTo(Job job) => job with { Priority = Priority };

    /// <inheritdoc/>
    public override JobEdit? OneStepLess(Job job) =>
        Priority - 1 > job.Priority ? new HigherPriority(Priority - 1) : null;
}

/// <summary>It runs on what another queue is owed.</summary>
/// <param name="Queue">Name of the queue.</param>
public sealed record OtherQueue(string Queue) : JobEdit
{
    /// <inheritdoc/>
    public override int CostPermille(Job job) => 200;

    /// <inheritdoc/>
    public override Job ApplyTo(Job job) => job with { Queue = Queue };
}

/// <summary>It makes do with fewer tasks.</summary>
/// <param name="TaskCount">Tasks; of an elastic job, the fewest that it starts with.</param>
public sealed record FewerTasks(int TaskCount) : JobEdit
{
    /// <inheritdoc/>
    public override int CostPermille(Job job) => Part(job.Shape.TaskCountLeast, TaskCount, whole: 1000);

    /// <inheritdoc/>
    public override Job ApplyTo(Job job) => job with
    {
        Shape = job.Shape with
        {
            TaskCount = job.Shape.IsElastic ? job.Shape.TaskCount : TaskCount,
            TaskCountMin = job.Shape.TaskCountMin > 0 ? TaskCount : 0,
        },
    };

    /// <inheritdoc/>
    public override JobEdit? OneStepLess(Job job) =>
        TaskCount + 1 < job.Shape.TaskCountLeast ? new FewerTasks(TaskCount + 1) : null;
}

/// <summary>Each task makes do with fewer accelerators.</summary>
/// <param name="GpuCount">Accelerators of a task, at least 1.</param>
public sealed record FewerGpus(int GpuCount) : JobEdit
{
    /// <inheritdoc/>
    public override int CostPermille(Job job) => Part(job.Shape.GpuCount, GpuCount, whole: 1000);

    /// <inheritdoc/>
    public override Job ApplyTo(Job job) => job with { Shape = job.Shape with { GpuCount = GpuCount } };

    /// <inheritdoc/>
    public override JobEdit? OneStepLess(Job job) =>
        GpuCount + 1 < job.Shape.GpuCount ? new FewerGpus(GpuCount + 1) : null;
}

/// <summary>Each task makes do with a smaller part of its accelerator, and of its memory in proportion.</summary>
/// <param name="GpuMilli">Thousandths of the accelerator, at least 1.</param>
public sealed record SmallerPart(int GpuMilli) : JobEdit
{
    /// <inheritdoc/>
    public override int CostPermille(Job job) => Part(job.Shape.GpuMilli, GpuMilli, whole: 1000);

    /// <inheritdoc/>
    public override Job ApplyTo(Job job)
    {
        var before = job.Shape.GpuMilli;
        var memory = (long)(((Int128)job.Shape.GpuMemoryMiB * GpuMilli + before - 1) / before);
        return job with { Shape = job.Shape with { GpuMilli = GpuMilli, GpuMemoryMiB = memory } };
    }

    /// <inheritdoc/>
    public override JobEdit? OneStepLess(Job job) =>
        GpuMilli + 1 < job.Shape.GpuMilli ? new SmallerPart(GpuMilli + 1) : null;
}

/// <summary>Each task makes do with fewer processors.</summary>
/// <param name="CpuMillicores">Thousandths of a core of a task, at least 1.</param>
public sealed record FewerCores(long CpuMillicores) : JobEdit
{
    /// <inheritdoc/>
    public override int CostPermille(Job job) => Part(job.Shape.CpuMillicores, CpuMillicores, whole: 500);

    /// <inheritdoc/>
    public override Job ApplyTo(Job job) => job with { Shape = job.Shape with { CpuMillicores = CpuMillicores } };

    /// <inheritdoc/>
    public override JobEdit? OneStepLess(Job job) =>
        CpuMillicores + 1 < job.Shape.CpuMillicores ? new FewerCores(CpuMillicores + 1) : null;
}

/// <summary>Each task makes do with less memory of its node.</summary>
/// <param name="MemoryMiB">Memory of a task in MiB, at least 1.</param>
public sealed record LessMemory(long MemoryMiB) : JobEdit
{
    /// <inheritdoc/>
    public override int CostPermille(Job job) => Part(job.Shape.MemoryMiB, MemoryMiB, whole: 1000);

    /// <inheritdoc/>
    public override Job ApplyTo(Job job) => job with { Shape = job.Shape with { MemoryMiB = MemoryMiB } };

    /// <inheritdoc/>
    public override JobEdit? OneStepLess(Job job) =>
        MemoryMiB + 1 < job.Shape.MemoryMiB ? new LessMemory(MemoryMiB + 1) : null;
}

/// <summary>It stays as it is and waits.</summary>
/// <param name="Until">
/// When it is to start, or without a promise when something is expected to change, in milliseconds.
/// </param>
/// <param name="IsPromised">Whether nodes are kept for it from then on.</param>
public sealed record Wait(long Until, bool IsPromised) : JobEdit
{
    /// <inheritdoc/>
    public override int CostPermille(Job job) => 0;

    /// <inheritdoc/>
    public override Job ApplyTo(Job job) => job;
}
