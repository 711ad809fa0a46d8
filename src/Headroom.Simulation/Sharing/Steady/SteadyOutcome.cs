namespace Headroom.Simulation.Sharing.Steady;

/// <summary>How the search for rest ended.</summary>
/// <param name="End">At rest or not.</param>
/// <param name="Cycles">Cycles that were asked for.</param>
/// <param name="Preemptions">Preemptions on the way.</param>
/// <param name="CircleLength">Cycles of the circle; 0 when there is none.</param>
public sealed record SteadyOutcome(SteadyEnd End, int Cycles, long Preemptions, int CircleLength);

/// <summary>How the search for rest ended.</summary>
public enum SteadyEnd
{
    /// <summary>Nothing is decided any more.</summary>
    AtRest,

    /// <summary>
    /// The same jobs ran twice on the same chip models with a preemption in between: it would go on forever.
    /// </summary>
    Circle,

    /// <summary>Neither, in as many cycles as were allowed.</summary>
    OutOfCycles,
}
