using System.Globalization;
using System.Text;
using Headroom.Engines.Contract;
using Headroom.Engines.Local.Files;
using Headroom.Engines.Local.Limits;
using Headroom.Engines.Local.Processes;

namespace Headroom.Engines.Local.Supervision;

/// <summary>
/// A run whose supervisor is gone without an ending. What is left of it is ended; how it would have ended nobody knows.
/// </summary>
internal sealed class LostRun(RunFolder folder, RunBegun begun, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Ends what is left and writes the ending; false when something does not end, so that nothing may be said yet.
    /// Only for who holds the run's lock.
    /// </summary>
    public bool Settle()
    {
        var started = StateJson.Read<RunStarted>(folder.Started);
        if (begun.BootId == ProcessTable.BootId() && !EndLeftovers(started?.Process)) return false;

        foreach (var cgroup in begun.Cgroups) Cgroup.Remove(cgroup);
        var ending = new RunEnding
        {
            Cause = EndCause.Lost,
            Sentence = "Whoever supervised the run was killed, or the machine went down; how its program ended is not "
                + "known. Nothing of it runs any more: start it again if its work is wanted.",
            StartedAt = started?.At,
            EndedAt = clock.GetUtcNow(),
        };
        WholeFile.Write(folder.Ending, StateJson.Bytes(ending));
        WholeFile.DropReserve(folder.Ending);
        return true;
    }

    private bool EndLeftovers(ProcessIdentity? first)
    {
        var since = clock.GetTimestamp();
        while (true)
        {
            var left = Leftovers(first);
            if (left.Count == 0) return true;

            // The leader goes last: while it is there, its session is known by it.
            foreach (var entry in left)
                Signals.Send(entry.Identity, entry.Identity == first && left.Count > 1 ? Signals.Stop : Signals.Kill);
            if (clock.GetElapsedTime(since) > Longest) return false;
            Task.Delay(Pause, clock).GetAwaiter().GetResult();
        }
    }

    private List<ProcessEntry> Leftovers(ProcessIdentity? first)
    {
        var all = ProcessTable.All();
        var inCgroups = begun.Cgroups.SelectMany(Cgroup.Processes).ToHashSet();
        var leads = first is { } leader && all.Any(entry => entry.Identity == leader);
        var marked = all
            .Where(entry => inCgroups.Contains(entry.Identity.Pid)
                || (leads && entry.Session == first!.Value.Pid)
                || HasMarker(entry.Identity.Pid))
            .ToList();
        var descended = ProcessTable.Descendants(all, marked.Select(entry => entry.Identity.Pid));
        return [.. marked.Concat(descended)
            .Where(entry => !entry.IsZombie && entry.Identity.Pid != Environment.ProcessId)];
    }

    private bool HasMarker(int pid)
    {
        try
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/environ");
            return Encoding.UTF8.GetString(File.ReadAllBytes(path)).Split('\0')
                .Contains(begun.Mark);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
