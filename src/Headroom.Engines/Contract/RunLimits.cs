namespace Headroom.Engines.Contract;

/// <summary>
/// What a task may take. An engine that cannot hold a limit says so in the run's state and goes on: a limit keeps
/// others safe, and a run that does not start helps nobody.
/// </summary>
public sealed record RunLimits
{
    /// <summary>Most processes of one run that can be asked for.</summary>
    public const int ProcessesMost = 4_194_304;

    /// <summary>Processors in thousandths of a core; 0 for no bound.</summary>
    public long CpuMillicores { get; init; }

    /// <summary>Memory in MiB, over which the run is ended; 0 for no bound.</summary>
    public long MemoryMiB { get; init; }

    /// <summary>Processes and threads at one time; 0 for no bound.</summary>
    public int Processes { get; init; }

    /// <summary>Longest time from start to end, after which the run is stopped; null for no bound.</summary>
    public TimeSpan? Time { get; init; }
}
