using Headroom.Cluster.Jobs;
using Headroom.Cluster.Tenancy;

namespace Headroom.Cluster.Events;

/// <summary>
/// Something that happened, or was decided. The state of a cluster is what its events add up to; nothing else changes
/// it.
/// </summary>
/// <param name="At">When, in milliseconds since the fleet's own zero; events come in order of time.</param>
public abstract record ClusterEvent(long At);

/// <summary>The rules by which use of the past counts have changed.</summary>
public sealed record FairnessChanged(long At, FairnessRules Rules) : ClusterEvent(At);

/// <summary>A node came into service, takes no new work, or is gone.</summary>
public sealed record NodeChanged(long At, int Node, NodeStatus Status) : ClusterEvent(At);

/// <summary>A tenant submitted a job.</summary>
public sealed record JobSubmitted(long At, Job Job) : ClusterEvent(At);

/// <summary>Someone asked that a waiting job stays where it is.</summary>
public sealed record JobHeld(long At, JobId Id) : ClusterEvent(At);

/// <summary>A held job may go on.</summary>
public sealed record JobReleased(long At, JobId Id) : ClusterEvent(At);

/// <summary>A job that waits or runs was cancelled; what it held is free.</summary>
public sealed record JobCancelled(long At, JobId Id) : ClusterEvent(At);

/// <summary>A job was placed and runs.</summary>
public sealed record JobStarted(long At, JobId Id, int Resource, ValueList<TaskPlacement> Tasks) : ClusterEvent(At);

/// <summary>An elastic job goes on with other tasks.</summary>
public sealed record JobResized(long At, JobId Id, ValueList<TaskPlacement> Tasks) : ClusterEvent(At);

/// <summary>A running job has saved its work.</summary>
public sealed record CheckpointSaved(long At, JobId Id) : ClusterEvent(At);

/// <summary>A running job has ended by itself.</summary>
public sealed record JobFinished(long At, JobId Id, bool Succeeded) : ClusterEvent(At);

/// <summary>A running job was told to save its work and stop.</summary>
public sealed record PreemptionOrdered(long At, Preemption Preemption) : ClusterEvent(At);

/// <summary>A running job was told to save its work and stop, for no other job's sake.</summary>
public sealed record StopOrdered(long At, JobId Id, StopCause Cause) : ClusterEvent(At);

/// <summary>A job that was told to stop has stopped, gave back what it held and waits again.</summary>
public sealed record JobStopped(long At, JobId Id) : ClusterEvent(At);

/// <summary>A waiting job was promised nodes, or its promise was changed.</summary>
public sealed record ReservationMade(long At, Reservation Reservation) : ClusterEvent(At);

/// <summary>A promise is no longer needed or can no longer be kept.</summary>
public sealed record ReservationDropped(long At, JobId Id) : ClusterEvent(At);

/// <summary>A waiting job is owed room that others borrow: its grace time begins.</summary>
public sealed record ClaimOpened(long At, JobId Id) : ClusterEvent(At);

/// <summary>A waiting job is no longer owed room that others borrow.</summary>
public sealed record ClaimClosed(long At, JobId Id) : ClusterEvent(At);

/// <summary>A queue's budget is used up: nothing of it or of those below it starts. What runs goes on.</summary>
/// <param name="At">When.</param>
/// <param name="Queue">Name of the queue.</param>
/// <param name="Until">When it has a new one, in milliseconds; null when nobody knows.</param>
public sealed record BudgetSpent(long At, string Queue, long? Until) : ClusterEvent(At);

/// <summary>A queue has a budget again.</summary>
public sealed record BudgetRenewed(long At, string Queue) : ClusterEvent(At);
