using Headroom.Cluster;

namespace Headroom.Engines.Contract;

/// <summary>What an engine says to a start.</summary>
public abstract record StartAnswer
{
    /// <summary>The order is the engine's for good, and is run once.</summary>
    public sealed record Accepted(RunState State) : StartAnswer;

    /// <summary>It had the same order before: this start did nothing.</summary>
    public sealed record Known(RunState State) : StartAnswer;

    /// <summary>The engine does not take it, and nothing of it runs because of this start.</summary>
    public sealed record Refused(EngineRefusal Refusal) : StartAnswer;

    /// <summary>Whether the engine has it cannot be said; find the run before anything else is done about it.</summary>
    public sealed record Unclear(string Sentence) : StartAnswer;
}

/// <summary>What an engine says when it is asked for a run.</summary>
public abstract record FindAnswer
{
    /// <summary>The engine has it.</summary>
    public sealed record Found(RunState State) : FindAnswer;

    /// <summary>
    /// Proved: the engine has no such run, and will not come to have it by a start that was sent before.
    /// </summary>
    public sealed record Absent : FindAnswer;

    /// <summary>It cannot be said; ask again.</summary>
    public sealed record CannotSay(string Sentence) : FindAnswer;
}

/// <summary>What an engine says when it is asked for all its runs.</summary>
public abstract record ListAnswer
{
    /// <summary>All of them, in order of their names.</summary>
    public sealed record Listed(ValueList<FoundRun> Runs) : ListAnswer;

    /// <summary>It cannot be said; ask again.</summary>
    public sealed record CannotSay(string Sentence) : ListAnswer;
}

/// <summary>What an engine says to a stop or a forget.</summary>
public abstract record EngineAnswer
{
    /// <summary>
    /// Done, or had been done before. A stop is done when the run is bound to end; its report says when.
    /// </summary>
    public sealed record Done : EngineAnswer;

    /// <summary>The engine does not do it.</summary>
    public sealed record Refused(EngineRefusal Refusal) : EngineAnswer;

    /// <summary>It cannot be said; doing it again is safe.</summary>
    public sealed record Unclear(string Sentence) : EngineAnswer;
}

/// <summary>Why an engine does not do what it is told.</summary>
/// <param name="Reason">For programs.</param>
/// <param name="Sentence">For people: what is the matter and what to do.</param>
public sealed record EngineRefusal(RefusalReason Reason, string Sentence);

/// <summary>Why an engine does not do what it is told.</summary>
public enum RefusalReason
{
    /// <summary>The order is wrong in itself.</summary>
    InvalidOrder,

    /// <summary>The run id was used for another order.</summary>
    OtherOrder,

    /// <summary>This engine has no such node.</summary>
    UnknownNode,

    /// <summary>This engine cannot run such an order at all.</summary>
    NotPossibleHere,

    /// <summary>The engine has no such run.</summary>
    UnknownRun,

    /// <summary>The run has not ended.</summary>
    StillRunning,

    /// <summary>The engine's storage takes nothing more, or may not be written.</summary>
    StorageFailed,
}
