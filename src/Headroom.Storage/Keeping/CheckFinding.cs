namespace Headroom.Storage.Keeping;

/// <summary>Something in a store that does not add up.</summary>
/// <param name="Rule">Which rule it breaks.</param>
/// <param name="Subject">What breaks it, such as a job.</param>
/// <param name="Problem">What is wrong, as one sentence.</param>
public sealed record CheckFinding(CheckRule Rule, string Subject, string Problem);

/// <summary>What holds in every store.</summary>
public enum CheckRule
{
    /// <summary>The database itself finds nothing wrong with its file.</summary>
    Intact,

    /// <summary>Counters say how many jobs there are.</summary>
    Counters,

    /// <summary>Stretches of a job do not overlap, and only one that runs has one that lasts.</summary>
    Stretches,

    /// <summary>Numbers of events have no holes, and begin at 1 or before a snapshot.</summary>
    Sequence,

    /// <summary>Events can be read and can have happened.</summary>
    Events,

    /// <summary>Jobs are what events say.</summary>
    Jobs,

    /// <summary>The last transition of a job is its state.</summary>
    Transitions,
}
