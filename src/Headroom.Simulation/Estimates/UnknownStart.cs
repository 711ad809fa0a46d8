namespace Headroom.Simulation.Estimates;

/// <summary>Why no start is named.</summary>
public enum UnknownStart
{
    /// <summary>A start is named.</summary>
    None,

    /// <summary>It will not start unless someone does something: the hold says what.</summary>
    NeverByItself,

    /// <summary>No job has finished yet, so nothing is known of how long jobs run.</summary>
    NothingLearnt,

    /// <summary>Too few futures came to its start within the horizon and the cycles that were allowed.</summary>
    BeyondBounds,
}
