using Headroom.Engines.Contract;

namespace Headroom.Engines.Local.Files;

/// <summary>
/// The folder of one run, and its files in the order in which they appear. Each appears whole, and none changes
/// afterwards but a stop, which may become shorter.
/// </summary>
internal sealed class RunFolder(string path)
{
    public string Path { get; } = path;

    /// <summary>Held by the engine while it starts a run, then by the run's supervisor as long as it lives.</summary>
    public string Lock => At("lock");

    /// <summary>What shall run: <see cref="RunOrderFile"/>. There before the folder has its name.</summary>
    public string Order => At("order.json");

    /// <summary>Wish to stop: <see cref="StopRules"/>.</summary>
    public string Stop => At("stop.json");

    /// <summary>
    /// A supervisor is about to start the program: <see cref="RunBegun"/>. From here on it may have run.
    /// </summary>
    public string Begun => At("begun.json");

    /// <summary>The program runs: <see cref="RunStarted"/>.</summary>
    public string Started => At("started.json");

    /// <summary>The run is over: <see cref="RunEnding"/>.</summary>
    public string Ending => At("ending.json");

    /// <summary>What the supervisor itself had to complain of; empty as a rule.</summary>
    public string SupervisorLog => At("supervisor.log");

    private string At(string name) => System.IO.Path.Combine(Path, name);
}
