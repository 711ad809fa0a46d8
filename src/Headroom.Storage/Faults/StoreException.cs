namespace Headroom.Storage.Faults;

/// <summary>A store refused or failed. Nothing of what was asked for is stored, unless it says otherwise.</summary>
public sealed class StoreException : Exception
{
    /// <summary>A fault with its remedy.</summary>
    /// <param name="fault">What kind of fault.</param>
    /// <param name="problem">What is wrong, without a full stop.</param>
    /// <param name="remedy">What to do about it, without a full stop.</param>
    /// <param name="cause">What the database said; null when it said nothing.</param>
    public StoreException(StoreFault fault, string problem, string remedy, Exception? cause = null)
        : base($"{problem}; {remedy}.", cause) =>
        Fault = fault;

    /// <summary>What kind of fault it is.</summary>
    public StoreFault Fault { get; }

    /// <summary>
    /// Whether it is not known if the batch was stored: the connection was lost while it was being committed. The
    /// writer finds out when it reaches the database again, and whoever asks then reads the truth.
    /// </summary>
    public bool IsOutcomeUnknown { get; init; }
}
