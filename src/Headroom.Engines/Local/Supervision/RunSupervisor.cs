using System.Globalization;
using Headroom.Engines.Local.Files;
using Headroom.Engines.Local.Native;

namespace Headroom.Engines.Local.Supervision;

/// <summary>
/// A program of its own for each run: it starts the run's command, keeps its limits and its log, ends all of it, and
/// writes down how it ended. It outlives the control plane.
/// </summary>
public static class RunSupervisor
{
    /// <summary>Names the open file with which the engine hands on the run's lock.</summary>
    internal const string LockVariable = "HEADROOM_SUPERVISOR_LOCK";

    private const int BecomeSubreaper = 36;

    /// <summary>
    /// Supervises the run in <paramref name="directory"/> to its end. True when there was one to supervise; false when
    /// someone else does, or it needs nobody. To be called once in a process that starts no other programs: all
    /// children of the process count as the run's.
    /// </summary>
    /// <exception cref="IOException">The folder or the order in it cannot be read.</exception>
    public static Task<bool> RunAsync(string directory, TimeProvider clock) => Task.Factory.StartNew(
        () => Run(new RunFolder(Path.GetFullPath(directory)), clock),
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);

    private static bool Run(RunFolder folder, TimeProvider clock)
    {
        if (!File.Exists(folder.Order)) throw new IOException($"{folder.Path} is no folder of a run: it has no order.");

        using var held = TakeLock(folder);
        // Begun by a supervisor that is gone: only the engine may say what becomes of it.
        if (held is null || File.Exists(folder.Ending) || File.Exists(folder.Begun)) return false;

        var order = StateJson.Read<RunOrderFile>(folder.Order)!;
        _ = Libc.prctl(BecomeSubreaper, 1, 0, 0, 0);
        new Supervision(folder, order, clock).Run();
        return true;
    }

    private static FileLock? TakeLock(RunFolder folder)
    {
        var inherited = Environment.GetEnvironmentVariable(LockVariable);
        return int.TryParse(inherited, CultureInfo.InvariantCulture, out var descriptor)
            ? FileLock.Inherited(descriptor)
            : FileLock.TryTake(folder.Lock);
    }
}
