using Headroom.Cluster.Jobs;

namespace Headroom.Traces.Submissions;

/// <summary>A job as someone wrote it down. Null everywhere means that nothing was written; sizes are of each
/// task.</summary>
public sealed record JobDescription
{
    /// <summary>Program and arguments.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>A name to be found by.</summary>
    public string? Name { get; init; }

    /// <summary>Queue.</summary>
    public string? Queue { get; init; }

    /// <summary>Accelerators in thousandths: whole ones, or a part of one.</summary>
    public long? GpuMilliTotal { get; init; }

    /// <summary>Memory of a shared accelerator.</summary>
    public long? GpuMemoryMiB { get; init; }

    /// <summary>Chip models that will do, best first.</summary>
    public IReadOnlyList<string>? Models { get; init; }

    /// <summary>Processors in thousandths of a core.</summary>
    public long? CpuMillicores { get; init; }

    /// <summary>Memory.</summary>
    public long? MemoryMiB { get; init; }

    /// <summary>Tasks that start together or not at all.</summary>
    public JobTasks? Tasks { get; init; }

    /// <summary>Jobs like this one to be made, and how many of them may run at once.</summary>
    public JobArray? Array { get; init; }

    /// <summary>Jobs that have to end first.</summary>
    public IReadOnlyList<Dependency>? After { get; init; }

    /// <summary>Higher goes first within the queue.</summary>
    public int? Priority { get; init; }

    /// <summary>Whether it may be preempted.</summary>
    public bool? IsPreemptible { get; init; }

    /// <summary>Longest runtime in seconds.</summary>
    public long? TimeLimitSeconds { get; init; }

    /// <summary>How often it saves its work, in seconds; 0 for never.</summary>
    public long? CheckpointSeconds { get; init; }

    /// <summary>Times that it is started again when its run is lost.</summary>
    public int? Retries { get; init; }

    /// <summary>Latest start in Unix seconds.</summary>
    public long? StartBySeconds { get; init; }

    /// <summary>Regions that will do.</summary>
    public IReadOnlyList<string>? Regions { get; init; }

    /// <summary>Clusters of the pool that will do.</summary>
    public IReadOnlyList<string>? Clusters { get; init; }

    /// <summary>Data sets that it reads.</summary>
    public IReadOnlyList<string>? DataSets { get; init; }

    /// <summary>Environment variables, each once.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Environment { get; init; }

    /// <summary>Working directory.</summary>
    public string? Directory { get; init; }

    /// <summary>Agreement of an exchange under which it runs: its id, or its first letters.</summary>
    public string? Agreement { get; init; }

    /// <summary>What for, as the agreement names it.</summary>
    public string? Purpose { get; init; }

    /// <summary>
    /// This, and what <paramref name="other"/> says where nothing is written here. Environment variables of both are
    /// kept; one that both have is as it is here.
    /// </summary>
    public JobDescription Over(JobDescription other) => new()
    {
        Command = Command ?? other.Command,
        Name = Name ?? other.Name,
        Queue = Queue ?? other.Queue,
        GpuMilliTotal = GpuMilliTotal ?? other.GpuMilliTotal,
        GpuMemoryMiB = GpuMemoryMiB ?? other.GpuMemoryMiB,
        Models = Models ?? other.Models,
        CpuMillicores = CpuMillicores ?? other.CpuMillicores,
        MemoryMiB = MemoryMiB ?? other.MemoryMiB,
        Tasks = Tasks ?? other.Tasks,
        Array = Array ?? other.Array,
        After = After ?? other.After,
        Priority = Priority ?? other.Priority,
        IsPreemptible = IsPreemptible ?? other.IsPreemptible,
        TimeLimitSeconds = TimeLimitSeconds ?? other.TimeLimitSeconds,
        CheckpointSeconds = CheckpointSeconds ?? other.CheckpointSeconds,
        Retries = Retries ?? other.Retries,
        StartBySeconds = StartBySeconds ?? other.StartBySeconds,
        Regions = Regions ?? other.Regions,
        Clusters = Clusters ?? other.Clusters,
        DataSets = DataSets ?? other.DataSets,
        Environment = [.. (Environment ?? []).Concat(other.Environment ?? []).DistinctBy(variable => variable.Key)],
        Directory = Directory ?? other.Directory,
        Agreement = Agreement ?? other.Agreement,
        Purpose = Purpose ?? other.Purpose,
    };
}

/// <summary>Tasks of one job.</summary>
/// <param name="Least">Fewest that it starts with, at least 1.</param>
/// <param name="Most">How many it has where there is room, at least <paramref name="Least"/>.</param>
public readonly record struct JobTasks(int Least, int Most);

/// <summary>Jobs of one array.</summary>
/// <param name="Count">How many, at least 1.</param>
/// <param name="RunningMax">Most that run at once; 0 for any number.</param>
public readonly record struct JobArray(int Count, int RunningMax);
