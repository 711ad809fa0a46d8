using Headroom.Engines.Local.Processes;

namespace Headroom.Engines.Local.Supervision;

/// <summary>The steps by which a run is stopped, each with its wait.</summary>
internal sealed class StopSteps(Reaper reaper, ProcessIdentity first, StopWishes wishes, TimeProvider clock)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    /// <summary>Up to, and without, SIGKILL: that is for whoever ends the run in any case.</summary>
    public void Run()
    {
        if (wishes.Rules.Checkpoint is { } signal)
        {
            Signals.Send(first, (int)signal);
            Wait(reaper.FirstEnded, () => wishes.Rules.CheckpointWait);
        }

        if (reaper.AllEnded.IsSet) return;

        KillLoop.SendToAll(Signals.Terminate);
        Wait(reaper.AllEnded, () => wishes.Rules.Grace);
    }

    private void Wait(ManualResetEventSlim end, Func<TimeSpan> longest)
    {
        var since = clock.GetTimestamp();
        while (clock.GetElapsedTime(since) < longest())
        {
            if (end.Wait(Poll)) return;
        }
    }
}
