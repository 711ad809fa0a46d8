using Headroom.Traces.Specifications;

namespace Headroom.Traces.Policies;

/// <summary>The keys of a policy, group by group.</summary>
internal static class PolicyKeys
{
    public static readonly KeySet Policy =
        new("policy", "priorities", "fairness", "reclaim", "planning", "queues");

    public static readonly KeySet Priority = new("priority", "name", "value", "preemptible");

    public static readonly KeySet Fairness = new("fairness", "halfLife", "entry", "reclaimWeightedShare");

    public static readonly KeySet Reclaim =
        new("reclaim", "naturalChurn", "grace", "minimumRuntime", "preemptionsPerJob", "stop");

    public static readonly KeySet Planning = new(
        "planning", "reservations", "defaultTimeLimit", "pricePerGpuMinuteOfDelay", "pricePerKilogramCarbon");

    public static readonly KeySet Queue =
        new("queue", "name", "parent", "weight", "order", "backfill", "paused", "quota");

    public static readonly KeySet Amounts = new("amounts", "nominal", "borrowingLimit", "lendingLimit");

    /// <summary>Words for the orders of a queue, by <see cref="Cluster.Tenancy.JobOrder"/>.</summary>
    public static readonly IReadOnlyList<string> Orders = ["fifo", "priority", "qssf", "gittins"];

    /// <summary>All groups.</summary>
    public static IReadOnlyList<KeySet> All { get; } = [Policy, Priority, Fairness, Reclaim, Planning, Queue, Amounts];
}
