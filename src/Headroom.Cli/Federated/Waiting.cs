using Headroom.Cli.Outcome;

namespace Headroom.Cli.Federated;

/// <summary>Waits for what others leave in a folder.</summary>
internal sealed class Waiting(TimeProvider clock, CancellationToken interrupted)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    /// <summary>Looks again and again until something is there; whether it came in time.</summary>
    public bool Until(Func<bool> isThere, TimeSpan longest)
    {
        for (var end = clock.GetUtcNow() + longest; ;)
        {
            if (isThere()) return true;
            if (clock.GetUtcNow() >= end) return false;
            Pause();
        }
    }

    /// <summary>Looks until something is there.</summary>
    public void Until(Func<bool> isThere)
    {
        while (!isThere()) Pause();
    }

    /// <summary>A moment.</summary>
    private void Pause()
    {
        if (interrupted.WaitHandle.WaitOne(Poll)) throw new CommandFailure(ExitCode.Interrupted, "interrupted; the same command goes on from here.");
    }
}
