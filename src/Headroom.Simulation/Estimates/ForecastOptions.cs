namespace Headroom.Simulation.Estimates;

/// <summary>How far and how often a pool is played forward.</summary>
public sealed record ForecastOptions
{
    /// <summary>Most futures of one forecast.</summary>
    public const int FuturesLimit = 10_000;

    /// <summary>Futures that are played, 1 to <see cref="FuturesLimit"/>; default 24.</summary>
    public int Futures { get; init; } = 24;

    /// <summary>
    /// Seed of all that is drawn; default 1. The same seed gives the same estimates on every machine.
    /// </summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>
    /// A future is played no further than so many milliseconds ahead, at least 1; default 90 days.
    /// </summary>
    public long HorizonMilliseconds { get; init; } = 90 * 86_400_000L;

    /// <summary>Most cycles that one future decides, at least 1; default 1,000.</summary>
    public int CyclesMax { get; init; } = 1_000;

    /// <summary>Most jobs that come in one future, at least 0; default 5,000. After them nobody comes.</summary>
    public int ArrivalsMax { get; init; } = 5_000;

    /// <summary>
    /// So many cycles of a future are decided at the very instants at which something happens, at least 0; default 32.
    /// Later ones are at least <see cref="CoarsenessPermille"/> of the way from now apart.
    /// </summary>
    public int ExactCycles { get; init; } = 32;

    /// <summary>
    /// Least distance of later cycles, in thousandths of how far ahead they are, 0 to 1000; default 20.
    /// </summary>
    public int CoarsenessPermille { get; init; } = 20;

    /// <summary>Most jobs that one cycle looks at, at least 1; default all of them.</summary>
    public int StepBudget { get; init; } = int.MaxValue;

    /// <summary>What is wrong with the options; null when nothing is.</summary>
    internal string? Fault() => this switch
    {
        { Futures: < 1 or > FuturesLimit } => $"{Futures} futures are out of range; play 1 to {FuturesLimit}.",
        { HorizonMilliseconds: < 1 } => $"A horizon of {HorizonMilliseconds} ms is out of range; give at least 1 ms.",
        { CyclesMax: < 1 } => $"{CyclesMax} cycles are out of range; allow at least 1.",
        { ArrivalsMax: < 0 } => $"{ArrivalsMax} arrivals are out of range; allow at least 0.",
        { ExactCycles: < 0 } => $"{ExactCycles} exact cycles are out of range; give at least 0.",
        { CoarsenessPermille: < 0 or > 1000 } =>
            $"A coarseness of {CoarsenessPermille} thousandths is out of range; give 0 to 1000.",
        { StepBudget: < 1 } => $"A step budget of {StepBudget} is out of range; give at least 1.",
        _ => null,
    };
}
