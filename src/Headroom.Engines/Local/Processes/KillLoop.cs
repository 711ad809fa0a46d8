namespace Headroom.Engines.Local.Processes;

/// <summary>Ends everything that descends from this process, new ones included, until none is left.</summary>
internal static class KillLoop
{
    private const int HastyPasses = 250;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongPause = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Kills until <paramref name="reaper"/> has seen the last. A process that the kernel does not let go, as one that
    /// waits for a dead disk, is waited for: while it is there, what it holds is not free.
    /// </summary>
    public static void Run(Reaper reaper)
    {
        var passes = 0;
        do
        {
            SendToAll(Signals.Kill);
        }
        while (!reaper.AllEnded.Wait(passes++ < HastyPasses ? Pause : LongPause));
    }

    /// <summary>One signal to each process that descends from this one.</summary>
    public static void SendToAll(int signal)
    {
        foreach (var entry in ProcessTable.Descendants(ProcessTable.All(), [Environment.ProcessId]))
        {
            if (!entry.IsZombie) Signals.Send(entry.Identity, signal);
        }
    }
}
