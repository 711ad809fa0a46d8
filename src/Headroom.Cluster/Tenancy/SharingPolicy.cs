namespace Headroom.Cluster.Tenancy;

/// <summary>
/// The rules of a pool as they are written: not yet believed. <see cref="QueueTree"/> is the checked form.
/// </summary>
public sealed record SharingPolicy
{
    /// <summary>Most queues of one policy.</summary>
    public const int QueueCountMax = 100_000;

    /// <summary>Deepest nesting of queues below the fleet.</summary>
    public const int DepthMax = 16;

    /// <summary>Queues in the order that settles ties.</summary>
    public required IReadOnlyList<QueueDefinition> Queues { get; init; }

    /// <summary>Priorities with names.</summary>
    public IReadOnlyList<PriorityClass> PriorityClasses { get; init; } = [];

    /// <summary>How use of the past counts.</summary>
    public FairnessRules Fairness { get; init; } = new();

    /// <summary>When lent quota is taken back.</summary>
    public ReclaimRules Reclaim { get; init; } = new();

    /// <summary>How far a cycle looks ahead.</summary>
    public PlanningRules Planning { get; init; } = new();

    /// <summary>One queue for everyone, owed nothing: what a pool without a policy amounts to.</summary>
    public static SharingPolicy OneQueue(string name = "default", JobOrder order = JobOrder.Priority) =>
        new() { Queues = [new QueueDefinition { Name = name, Order = order }] };
}
