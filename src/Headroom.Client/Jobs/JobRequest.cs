namespace Headroom.Client.Jobs;

/// <summary>A job to be submitted. Sizes are of each task.</summary>
public sealed record JobRequest
{
    /// <summary>Program and arguments; they are passed on as they are, to no shell.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>A name to be found by; may be empty.</summary>
    public string Name { get; init; } = "";

    /// <summary>Queue; empty for the only one that the bearer may use.</summary>
    public string Queue { get; init; } = "";

    /// <summary>Accelerators, 0 to 16.</summary>
    public int Gpus { get; init; }

    /// <summary>Thousandths of the accelerator, 1 to 1000; less than 1000 with one accelerator only.</summary>
    public int GpuMilli { get; init; } = 1000;

    /// <summary>Memory of a shared accelerator, in MiB; 0 for any.</summary>
    public long GpuMemoryMib { get; init; }

    /// <summary>Chip models that will do, best first; empty for any.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>Processors, in thousandths of a core.</summary>
    public long CpuMillicores { get; init; } = 1000;

    /// <summary>Memory in MiB.</summary>
    public long MemoryMib { get; init; }

    /// <summary>Tasks that start together or not at all, at least 1.</summary>
    public int Tasks { get; init; } = 1;

    /// <summary>
    /// Fewest tasks that it starts with where there is no room for all, at least 1; none for all of them.
    /// </summary>
    public int? TasksMin { get; init; }

    /// <summary>Jobs like this one to be made, 1 for a single job; each is told its number.</summary>
    public int Array { get; init; } = 1;

    /// <summary>Id of the first job of its array; the server writes it, and null where there is none.</summary>
    public long? ArrayFirst { get; init; }

    /// <summary>Most jobs of the array that run at once; 0 for any number.</summary>
    public int ArrayRunningMax { get; init; }

    /// <summary>Jobs that have to end first.</summary>
    public IReadOnlyList<JobDependency> After { get; init; } = [];

    /// <summary>Higher goes first within the queue.</summary>
    public int Priority { get; init; }

    /// <summary>Whether it may be preempted.</summary>
    public bool Preemptible { get; init; } = true;

    /// <summary>Longest runtime in seconds; null for the policy's.</summary>
    public long? TimeLimitSeconds { get; init; }

    /// <summary>
    /// Times that it is started again when its run is lost, so that nobody knows how it ended; a run that ends by
    /// itself without success is none. Null for once where it may be preempted, and else for never.
    /// </summary>
    public int? Retries { get; init; }

    /// <summary>How often it saves its work, in seconds; 0 for never.</summary>
    public long CheckpointSeconds { get; init; }

    /// <summary>
    /// When it is to start at the latest, as Unix seconds: until then it may wait for a cheaper hour.
    /// </summary>
    public long? StartBy { get; init; }

    /// <summary>Regions that will do; empty for any.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>Clusters of the pool that will do, by name; empty for any.</summary>
    public IReadOnlyList<string> Clusters { get; init; } = [];

    /// <summary>Data sets that it reads.</summary>
    public IReadOnlyList<string> Data { get; init; } = [];

    /// <summary>Environment variables beside the few that every job has.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Working directory; empty for a fresh one.</summary>
    public string Directory { get; init; } = "";

    /// <summary>
    /// Id of the agreement of an exchange under which it runs; empty for none. The pool holds it against the terms.
    /// </summary>
    public string Agreement { get; init; } = "";

    /// <summary>What for, as the agreement names it.</summary>
    public string Purpose { get; init; } = "";

    /// <summary>The payer's order for this one job: what he signed, as one word.</summary>
    public string Order { get; init; } = "";
}

/// <summary>A job that has to end first.</summary>
/// <param name="Job">Its id.</param>
/// <param name="Condition">How.</param>
public sealed record JobDependency(long Job, JobEnd Condition = JobEnd.Succeeded);

/// <summary>How a job has to end.</summary>
public enum JobEnd
{
    /// <summary>With success.</summary>
    Succeeded,

    /// <summary>Without success.</summary>
    NotSucceeded,

    /// <summary>Anyhow.</summary>
    Any,
}
