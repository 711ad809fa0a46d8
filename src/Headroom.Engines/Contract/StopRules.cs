namespace Headroom.Engines.Contract;

/// <summary>
/// How a run is stopped: with a checkpoint signal to its first process, when there is one, and time to save; then
/// SIGTERM to everything that descends from it; then, after the grace, SIGKILL to what is left.
/// </summary>
public sealed record StopRules
{
    /// <summary>Longest wait that can be asked for.</summary>
    public static readonly TimeSpan WaitMost = TimeSpan.FromDays(7);

    /// <summary>Signal that makes the program save its work; null when it knows none.</summary>
    public CheckpointSignal? Checkpoint { get; init; }

    /// <summary>
    /// Longest wait for the program to end by itself after <see cref="Checkpoint"/>, 0 to <see cref="WaitMost"/>.
    /// Default 60 s.
    /// </summary>
    public TimeSpan CheckpointWait { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Time between SIGTERM and SIGKILL, 0 to <see cref="WaitMost"/>. Default 30 s.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(30);
}

/// <summary>
/// Signals that programs take as the wish to save their work. The numbers are those of Linux, and are written to files:
/// never renumber.
/// </summary>
public enum CheckpointSignal
{
    /// <summary>SIGHUP.</summary>
    Hangup = 1,

    /// <summary>SIGINT.</summary>
    Interrupt = 2,

    /// <summary>SIGUSR1.</summary>
    User1 = 10,

    /// <summary>SIGUSR2.</summary>
    User2 = 12,
}
