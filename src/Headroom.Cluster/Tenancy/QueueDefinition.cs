namespace Headroom.Cluster.Tenancy;

/// <summary>A queue as the policy writes it. Queues with queues below them are cohorts and take no jobs.</summary>
public sealed record QueueDefinition
{
    /// <summary>Longest name, in characters.</summary>
    public const int NameLengthMax = 128;

    /// <summary>Unique in its policy: letters and digits of ASCII, '-', '_' and '.'.</summary>
    public required string Name { get; init; }

    /// <summary>Queue above it; empty when it stands directly below the fleet.</summary>
    public string Parent { get; init; } = "";

    /// <summary>Share of what nobody is owed, relative to its siblings; 1 to <see cref="WeightMax"/>.</summary>
    public int Weight { get; init; } = 1;

    /// <summary>In which order its jobs are considered.</summary>
    public JobOrder Order { get; init; } = JobOrder.Priority;

    /// <summary>Whether a job may start before an earlier one that it does not delay.</summary>
    public bool AllowsBackfill { get; init; } = true;

    /// <summary>Whether its waiting jobs stay where they are.</summary>
    public bool IsPaused { get; init; }

    /// <summary>What it is owed, a resource at most once; nothing of a resource that is not named.</summary>
    public ValueList<Quota> Quotas { get; init; } = [];

    /// <summary>Highest weight.</summary>
    public const int WeightMax = 1_000_000;
}

/// <summary>In which order the jobs of a queue are considered. Ties end in submission and id.</summary>
public enum JobOrder
{
    /// <summary>In order of submission.</summary>
    Fifo,

    /// <summary>Highest priority first, then in order of submission.</summary>
    Priority,

    /// <summary>Least predicted accelerator time first (QSSF, SC'21), within equal priority.</summary>
    PredictedService,

    /// <summary>Highest Gittins index of attained service first (Tiresias, NSDI'19), within equal priority.</summary>
    Gittins,
}
