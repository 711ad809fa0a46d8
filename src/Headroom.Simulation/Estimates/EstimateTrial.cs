namespace Headroom.Simulation.Estimates;

/// <summary>What was estimated of one job when it was submitted, and what came of it.</summary>
/// <param name="Raw">As it came out of the futures.</param>
/// <param name="Corrected">After the calibration.</param>
/// <param name="ByLimits">By a plan that believes time limits.</param>
/// <param name="ByRuntimes">
/// By a plan that knows the runtime of every job so far, which nobody does, and not who comes later.
/// </param>
public sealed record EstimateTrial(
    StartEstimate Raw, StartEstimate Corrected, StartEstimate ByLimits, StartEstimate ByRuntimes)
{
    /// <summary>
    /// How long it waited from the estimate to its first start, in milliseconds; null when it did not start.
    /// </summary>
    public long? WaitMilliseconds { get; init; }

    /// <summary>Whether the job is of the part that is held out to measure on.</summary>
    public bool IsHeldOut { get; init; }
}
