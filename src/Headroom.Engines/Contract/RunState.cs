using Headroom.Cluster;

namespace Headroom.Engines.Contract;

/// <summary>
/// Where a run stands. It goes through these in this order, may leave out any but the last, and never goes back.
/// </summary>
public abstract record RunState;

/// <summary>The engine has the order for good; nothing of it runs yet.</summary>
public sealed record RunAccepted : RunState
{
    /// <summary>Why nothing of it runs yet, as one sentence; empty where the engine has nothing to tell.</summary>
    public string Waits { get; init; } = "";
}

/// <summary>Its program runs.</summary>
/// <param name="StartedAt">When it started.</param>
/// <param name="Warnings">What the engine could not do as ordered, one sentence each; as a rule none.</param>
public sealed record RunRunning(DateTimeOffset StartedAt, ValueList<string> Warnings) : RunState;

/// <summary>It was told to stop and has not ended.</summary>
/// <param name="StartedAt">When it started; null when it had not.</param>
public sealed record RunStopping(DateTimeOffset? StartedAt) : RunState;

/// <summary>It has ended: nothing of it runs any more.</summary>
/// <param name="Ending">How, for good.</param>
public sealed record RunEnded(RunEnding Ending) : RunState;

/// <summary>A run as an engine knows it.</summary>
/// <param name="Id">The run.</param>
/// <param name="State">Where it stands.</param>
public sealed record FoundRun(RunId Id, RunState State);
