using Headroom.Engines.Contract;
using Headroom.Engines.Local.Files;
using Headroom.Engines.Local.Limits;
using Headroom.Engines.Local.Logs;
using Headroom.Engines.Local.Native;
using Headroom.Engines.Local.Processes;

namespace Headroom.Engines.Local.Supervision;

/// <summary>Starts the program of an order inside its limits.</summary>
internal static class StartedProgram
{
    /// <summary>The first process, or why there is none.</summary>
    public static (ProcessIdentity? Process, StartFault? Fault) Start(
        RunOrderFile ordered, RunFolder folder, RunCgroups cgroups, LogDrain output, LogDrain error)
    {
        var order = ordered.Order;
        if (!HasFolder(order)) return (null, StartFault.NoFolder(order));
        if (ProgramSearch.Find(order) is not { } file) return (null, StartFault.Missing(order));

        var request = new SpawnRequest(file, order.Command, RunEnvironment.Of(ordered, folder))
        {
            WorkingDirectory = order.WorkingDirectory,
            Output = output.Writer,
            Error = error.Writer,
        };
        cgroups.Move(inside: true);
        var (pid, failure) = Spawn.Start(request);
        cgroups.Move(inside: false);
        if (failure != 0) return (null, StartFault.Refused(order, failure));

        // It is our child and nobody has waited for it: its number cannot be another's yet.
        return (ProcessEntry.Of(pid)?.Identity ?? new ProcessIdentity(pid, 0), null);
    }

    private static bool HasFolder(RunOrder order)
    {
        try
        {
            if (order.MakesWorkingDirectory) Directory.CreateDirectory(order.WorkingDirectory);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }

        return Directory.Exists(order.WorkingDirectory);
    }
}
