using Headroom.Cluster;
using Headroom.Engines.Contract;
using Headroom.Engines.Local.Processes;

namespace Headroom.Engines.Local.Files;

/// <summary>The order as it lies in the run's folder, with what the engine decided about it.</summary>
/// <param name="Order">What shall run.</param>
/// <param name="UsesCgroups">Whether limits may be held by cgroups.</param>
internal sealed record RunOrderFile(RunOrder Order, bool UsesCgroups);

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
