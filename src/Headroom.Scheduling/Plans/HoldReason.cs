namespace Headroom.Scheduling.Plans;

/// <summary>Why a job waits. Shown as it is; written to events: never renumber.</summary>
public enum HoldReason
{
    /// <summary>The fleet, even empty, cannot hold the job: change what it asks for.</summary>
    NeverFits = 1,

    /// <summary>
    /// A limit of its queue or of one above is smaller than the job, or nobody ever owes it so much and it may not be
    /// preempted: ask for less, or for a higher limit, or let it be preempted.
    /// </summary>
    NeverWithinQuota = 2,

    /// <summary>The policy has no such queue, or it only holds other queues: submit to another.</summary>
    UnknownQueue = 3,

    /// <summary>The queue, or one above it, is paused.</summary>
    QueuePaused = 4,

    /// <summary>Someone asked that the job be held.</summary>
    HeldByUser = 5,

    /// <summary>The job asked not to start yet.</summary>
    NotBefore = 6,

    /// <summary>A job that has to end before has not ended.</summary>
    WaitingForDependency = 7,

    /// <summary>A job that had to end in a certain way has ended in another: it will never start.</summary>
    DependencyNotMet = 8,

    /// <summary>As many jobs of its array run as may.</summary>
    ArrayLimit = 9,

    /// <summary>Its queue, or one above, uses all that it may use of the resource, borrowing included.</summary>
    OverQuota = 10,

    /// <summary>What is free is kept for queues that do not lend it.</summary>
    NotLent = 11,

    /// <summary>Too little is free now.</summary>
    NoRoomNow = 12,

    /// <summary>Enough is free, but not as close together as the job needs, or not on single nodes.</summary>
    NoRoomTogether = 13,

    /// <summary>It would fit now, and delay a job that was promised the nodes before.</summary>
    ReservedForOthers = 14,

    /// <summary>
    /// It is owed room that others borrow; they have until the grace time ends to finish by themselves.
    /// </summary>
    WaitingForReclaim = 15,

    /// <summary>Others were told to stop for it.</summary>
    WaitingForPreemption = 16,

    /// <summary>It can wait for a cheaper or cleaner hour, and does.</summary>
    WaitingForCheaperHour = 17,

    /// <summary>An earlier job of its queue goes first, and the queue does not allow backfill.</summary>
    BehindOthers = 18,

    /// <summary>The cycle's budget ended before the job was looked at.</summary>
    NotReached = 19,

    /// <summary>The clock went back: nothing is decided until it has caught up.</summary>
    ClockWentBack = 20,

    /// <summary>
    /// The budget of its queue, or of one above it, is used up: wait for the next one, or have it raised. What runs
    /// goes on.
    /// </summary>
    BudgetSpent = 21,
}
