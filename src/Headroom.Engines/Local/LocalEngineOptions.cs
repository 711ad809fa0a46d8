using Headroom.Cluster;
using Headroom.Engines.Contract;

namespace Headroom.Engines.Local;

/// <summary>How the local engine works.</summary>
public sealed record LocalEngineOptions
{
    private const string OwnName = "local";

    /// <summary>Folder for everything that the engine keeps; made when it is not there.</summary>
    public required string Root { get; init; }

    /// <summary>
    /// Program, and its first arguments, that supervises the run in the folder named by its last argument; the program
    /// with its whole path. It calls <see cref="Supervision.RunSupervisor"/>.
    /// </summary>
    public required ValueList<string> Supervisor { get; init; }

    /// <summary>
    /// Name of the cluster that the engine runs. Default "local": the machine's own, whose nodes have no cluster's name.
    /// </summary>
    public string Name { get; init; } = OwnName;

    /// <summary>Name of this machine in orders. Default "local".</summary>
    public string NodeName { get; init; } = OwnName;

    /// <summary>The cluster as places of nodes name it; empty for the machine's own.</summary>
    internal string Cluster => Name == OwnName ? "" : Name;

    /// <summary>
    /// Accelerators of this machine as declared, one entry each, at most <see cref="Node.GpuCountMax"/>; null, the
    /// default, to ask the driver. With an empty list there are none.
    /// </summary>
    public ValueList<DiscoveredGpu>? Gpus { get; init; }

    /// <summary>
    /// Processes and threads of a run whose order bounds none: what keeps a run that starts others without end from
    /// taking the machine with it. 0, the default, for no bound.
    /// </summary>
    public int ProcessesMax { get; init; }

    /// <summary>
    /// Whether limits may be held by cgroups; without, only limits of single processes hold. Default true.
    /// </summary>
    public bool UsesCgroups { get; init; } = true;

    /// <summary>
    /// Pause between two looks at the runs while someone reads reports or follows a log. Default 200 ms.
    /// </summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromMilliseconds(200);
}
