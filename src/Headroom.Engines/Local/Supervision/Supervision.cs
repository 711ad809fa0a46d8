using System.Diagnostics;
using Headroom.Cluster;
using Headroom.Engines.Contract;
using Headroom.Engines.Local.Files;
using Headroom.Engines.Local.Limits;
using Headroom.Engines.Local.Logs;
using Headroom.Engines.Local.Processes;

namespace Headroom.Engines.Local.Supervision;

/// <summary>One run, from its order to its ending.</summary>
internal sealed class Supervision(RunFolder folder, RunOrderFile file, TimeProvider clock)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    private readonly RunOrder _order = file.Order;
    private readonly RunLimits _limits = file.Limits();

    public void Run()
    {
        var ending = new EndingFile(folder, clock);
        using var wishes = new StopWishes(folder, _order.Stop);
        if (wishes.IsWanted)
        {
            ending.Write(Endings.NeverStarted(EndCause.Stopped, "The run was stopped before it started.", clock));
            return;
        }

        var cgroups = MakeCgroups();
        using var output = new LogDrain(folder.Path, LogStream.Output, _order.LogBytesMax);
        using var error = new LogDrain(folder.Path, LogStream.Error, _order.LogBytesMax);
        WriteBegun(cgroups);
        var (process, fault) = StartedProgram.Start(file, folder, cgroups, output, error);
        var started = (At: clock.GetUtcNow(), Stamp: clock.GetTimestamp());
        using var self = Process.GetCurrentProcess();
        var inheritedPeak = self.PeakWorkingSet64;
        if (process is not { } first)
        {
            cgroups.Remove();
            ending.Write(Endings.NeverStarted(EndCause.CouldNotStart, fault!.Sentence, clock) with
            {
                ExitCode = fault.ExitCode,
            });
            return;
        }

        var reaper = new Reaper(first.Pid);
        output.Start();
        error.Start();
        var warnings = ProcessLimits.Apply(first.Pid, _limits, cgroups.NotHeld).ToList();
        WriteStarted(new RunStarted(first, started.At, ValueList.From(warnings)), warnings);

        var cause = Watch(reaper, wishes, started.Stamp);
        if (cause is not null) new StopSteps(reaper, first, wishes, clock).Run();
        EndAll(reaper, cgroups);
        var use = new RunUse(reaper, cgroups, output, error, inheritedPeak)
        {
            StartedAt = started.At,
            WallTime = clock.GetElapsedTime(started.Stamp),
        };
        ending.Write(Endings.Of(cause, use, warnings, _order, clock));
        cgroups.Remove();
    }

    private RunCgroups MakeCgroups()
    {
        var mounts = file.UsesCgroups
            ? CgroupMounts.Read()
            : new CgroupMounts { Version1 = new Dictionary<string, string>() };
        return RunCgroups.Make(mounts, CgroupName(), CgroupPlan.Of(_limits));
    }

    // With the folder in it: two engines on one machine may have runs of the same id.
    private string CgroupName()
    {
        var hash = new Fnv1a();
        foreach (var character in folder.Path) hash.Add(character, sizeof(char));
        return $"headroom-{_order.Id}-{hash.Value:x16}";
    }

    private void WriteBegun(RunCgroups cgroups)
    {
        var self = ProcessEntry.Of(Environment.ProcessId)!.Identity;
        var begun = new RunBegun(
            self, ProcessTable.BootId(), clock.GetUtcNow(), RunEnvironment.Mark(folder), cgroups.Folders);
        WholeFile.Write(folder.Begun, StateJson.Bytes(begun));
    }

    // The program runs: from here on nothing may keep us from watching it, not even a full disk.
    private void WriteStarted(RunStarted started, List<string> warnings)
    {
        try
        {
            WholeFile.Write(folder.Started, StateJson.Bytes(started));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            warnings.Add($"The start could not be written down: {fault.Message}");
        }
    }

    private EndCause? Watch(Reaper reaper, StopWishes wishes, long started)
    {
        while (!reaper.FirstEnded.Wait(Poll))
        {
            if (wishes.IsWanted) return EndCause.Stopped;
            if (clock.GetElapsedTime(started) >= _order.Limits.Time) return EndCause.TimeLimit;
        }

        return null;
    }

    private static void EndAll(Reaper reaper, RunCgroups cgroups)
    {
        if (reaper.AllEnded.IsSet) return;

        cgroups.ForbidForks();
        KillLoop.Run(reaper);
    }
}
