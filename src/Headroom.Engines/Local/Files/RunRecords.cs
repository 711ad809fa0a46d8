using Headroom.Cluster;
using Headroom.Engines.Contract;
using Headroom.Engines.Local.Processes;

namespace Headroom.Engines.Local.Files;

/// <summary>The order as it lies in the run's folder, with what the engine decided about it.</summary>
/// <param name="Order">What shall run.</param>
/// <param name="UsesCgroups">Whether limits may be held by cgroups.</param>
internal sealed record RunOrderFile(RunOrder Order, bool UsesCgroups)
{
    /// <summary>
    /// Its accelerators as the machine counts them; null in a file of an older program: as its node does.
    /// </summary>
    public GpuSet? Gpus { get; init; }

    /// <summary>Processes and threads of a run whose order says nothing of them; 0 for no bound.</summary>
    public int ProcessesMax { get; init; }

    /// <summary>What the run may take.</summary>
    public RunLimits Limits() =>
        Order.Limits.Processes > 0 ? Order.Limits : Order.Limits with { Processes = ProcessesMax };

    /// <summary>Its accelerators as the machine counts them.</summary>
    public GpuSet GpusOnMachine() => Gpus ?? Order.Tasks[0].Gpus;
}

/// <summary>What is written before a program is started, so that it can be found and ended whatever happens.</summary>
/// <param name="Supervisor">Who is about to start it.</param>
/// <param name="BootId">Boot of the machine: after another nothing of the run can be left.</param>
/// <param name="At">When.</param>
/// <param name="Mark">The variable, as NAME=value, by which a process of the run is told from all others.</param>
/// <param name="Cgroups">Folders of the cgroups that were made for it.</param>
internal sealed record RunBegun(
    ProcessIdentity Supervisor, string BootId, DateTimeOffset At, string Mark, ValueList<string> Cgroups);

/// <summary>What is written when the program runs.</summary>
/// <param name="Process">Its first process, which leads a session of its own.</param>
/// <param name="At">When it started.</param>
/// <param name="Warnings">What could not be done as ordered.</param>
internal sealed record RunStarted(ProcessIdentity Process, DateTimeOffset At, ValueList<string> Warnings);
