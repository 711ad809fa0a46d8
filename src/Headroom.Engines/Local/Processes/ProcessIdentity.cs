namespace Headroom.Engines.Local.Processes;

/// <summary>
/// A process, told from a later one with the same number by the tick at which it started. Holds until the next boot.
/// </summary>
internal readonly record struct ProcessIdentity(int Pid, long StartTicks);
