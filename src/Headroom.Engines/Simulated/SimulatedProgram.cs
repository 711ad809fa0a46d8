namespace Headroom.Engines.Simulated;

/// <summary>What a program of a simulated engine does.</summary>
/// <param name="Runtime">Time that it takes by itself.</param>
/// <param name="ExitCode">With which it then ends.</param>
public sealed record SimulatedProgram(TimeSpan Runtime, int ExitCode = 0)
{
    /// <summary>What it writes to its standard output, all of it when it starts.</summary>
    public string Output { get; init; } = "";

    /// <summary>What it writes to its standard error, all of it when it starts.</summary>
    public string Error { get; init; } = "";

    /// <summary>
    /// Time that it takes to save and end after a checkpoint signal; null when it does not know that.
    /// </summary>
    public TimeSpan? SaveTime { get; init; }

    /// <summary>Whether only SIGKILL ends it.</summary>
    public bool IgnoresTerminate { get; init; }
}
