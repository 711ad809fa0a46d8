using Headroom.Engines.Contract;

namespace Headroom.Engines.Local.Files;

/// <summary>Tells from a run's files where it stands.</summary>
internal static class RunReading
{
    /// <summary>The state; null when there is no such run.</summary>
    /// <exception cref="IOException">The files cannot be read.</exception>
    public static RunState? State(RunFolder folder)
    {
        // From the last file to the first: what appears meanwhile only makes the answer a moment old.
        if (StateJson.Read<RunEnding>(folder.Ending) is { } ending) return new RunEnded(ending);

        var started = StateJson.Read<RunStarted>(folder.Started);
        if (File.Exists(folder.Stop)) return new RunStopping(started?.At);
        if (started is not null) return new RunRunning(started.At, started.Warnings);

        return File.Exists(folder.Order) ? new RunAccepted() : null;
    }
}
