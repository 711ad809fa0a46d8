namespace Headroom.Engines.Local.Processes;

/// <summary>How a process ended, as wait(2) packs it.</summary>
internal readonly record struct WaitStatus(int Raw)
{
    /// <summary>Signal that ended it; null when it exited.</summary>
    public int? Signal => (Raw & 0x7f) is var signal and not 0 ? signal : null;

    /// <summary>Exit code; null when a signal ended it.</summary>
    public int? ExitCode => Signal is null ? (Raw >> 8) & 0xff : null;
}
