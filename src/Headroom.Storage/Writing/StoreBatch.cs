using System.Data.Common;
using Headroom.Cluster.Events;
using Headroom.Cluster.Fleets;
using Headroom.Storage.Access;
using Headroom.Storage.Jobs;

namespace Headroom.Storage.Writing;

/// <summary>
/// What is stored together or not at all: one cycle of the control loop, or one command. Jobs, stretches and counters
/// follow from its events.
/// </summary>
public sealed record StoreBatch
{
    /// <summary>Events that the state has taken, in order.</summary>
    public IReadOnlyList<ClusterEvent> Events { get; init; } = [];

    /// <summary>One for each job that the events submit.</summary>
    public IReadOnlyList<JobSubmission> Submissions { get; init; } = [];

    /// <summary>Reasons of waiting jobs; those that have not changed cost nothing.</summary>
    public IReadOnlyList<JobVerdict> Verdicts { get; init; } = [];

    /// <summary>What engines said.</summary>
    public IReadOnlyList<AttemptReport> Attempts { get; init; } = [];

    /// <summary>What engines have to be told. A message that is there already stays as it is.</summary>
    public IReadOnlyList<OutboxMessage> Outbox { get; init; } = [];

    /// <summary>What engines have been told.</summary>
    public IReadOnlyList<OutboxAcknowledgement> Acknowledged { get; init; } = [];

    /// <summary>Answers to be given again. One that is there already stays as it is.</summary>
    public IReadOnlyList<IdempotentAnswer> Answers { get; init; } = [];

    /// <summary>New or changed tokens, whole.</summary>
    public IReadOnlyList<Token> Tokens { get; init; } = [];

    /// <summary>Who did what.</summary>
    public IReadOnlyList<AuditEntry> Audit { get; init; } = [];

    /// <summary>New versions of settings. A version that is there already stays as it is.</summary>
    public IReadOnlyList<SettingVersion> Settings { get; init; } = [];

    /// <summary>
    /// The fleet that events after this batch speak of, grown at its end; null where it stays. The batch's own events
    /// speak of the fleet before.
    /// </summary>
    public Fleet? Grown { get; init; }

    /// <summary>Work of the store itself that has to happen in the same transaction.</summary>
    internal IReadOnlyList<Action<DbConnection, DbTransaction>> Steps { get; init; } = [];
}

/// <summary>Proof that a batch is stored for good.</summary>
/// <param name="LastSequence">Number of its last event; of the last one before where it has none; 0 before any.</param>
public sealed record StoreReceipt(long LastSequence);
