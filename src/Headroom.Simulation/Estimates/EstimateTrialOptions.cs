namespace Headroom.Simulation.Estimates;

/// <summary>Which jobs of a history are estimated, and how.</summary>
public sealed record EstimateTrialOptions
{
    /// <summary>
    /// The first jobs in order of submission only teach runtimes: so many thousandths; default a third.
    /// </summary>
    public int LearnOnlyPermille { get; init; } = 333;

    /// <summary>
    /// From so many thousandths on, jobs are held out to measure on; default two thirds. Those in between only teach
    /// the calibration.
    /// </summary>
    public int HeldOutPermille { get; init; } = 667;

    /// <summary>About so many jobs are estimated, at least 1; which, is drawn.</summary>
    public int Jobs { get; init; } = 600;

    /// <summary>Seed of the choice of jobs; default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How far and how often to play forward.</summary>
    public ForecastOptions Forecast { get; init; } = new();
}
