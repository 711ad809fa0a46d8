using Headroom.Engines.Contract;

namespace Headroom.Engines.Slurm.Runs;

/// <summary>The folder of one run, and its files in the order in which they appear.</summary>
internal sealed class RunFiles(string path)
{
    public string Path { get; } = path;

    /// <summary>What shall run: <see cref="RunOrder"/>.</summary>
    public string Order => At("order.json");

    /// <summary>Its environment, as sbatch reads it.</summary>
    public string Environment => At("environment");

    /// <summary>Wish to stop: <see cref="RunStop"/>.</summary>
    public string Stop => At("stop.json");

    /// <summary>The run is over: <see cref="RunEnding"/>.</summary>
    public string Ending => At("ending.json");

    /// <summary>What the run writes.</summary>
    public string Log(LogStream stream) => At(stream == LogStream.Output ? "output" : "error");

    private string At(string name) => System.IO.Path.Combine(Path, name);
}

/// <summary>Why and how a run is stopped.</summary>
/// <param name="Rules">How.</param>
/// <param name="At">Since when.</param>
/// <param name="Cause"><see cref="EndCause.Stopped"/> or <see cref="EndCause.TimeLimit"/>.</param>
internal sealed record RunStop(StopRules Rules, DateTimeOffset At, EndCause Cause);
