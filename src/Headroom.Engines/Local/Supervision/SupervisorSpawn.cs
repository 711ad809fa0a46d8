using System.Collections;
using Headroom.Engines.Local.Files;
using Headroom.Engines.Local.Native;

namespace Headroom.Engines.Local.Supervision;

/// <summary>Starts supervisors, detached from this process, and buries those that have ended while it lives.</summary>
internal sealed class SupervisorSpawn(IReadOnlyList<string> command)
{
    private const int LockDescriptor = 3;
    private const int AppendCreate = 0x441;
    private const int OwnerMayReadAndWrite = 0x180;

    // Nothing else of the control plane's environment: it may hold secrets that no run should find in its parent.
    private static readonly string[] HandedOn = ["PATH", "HOME", "TMPDIR", "LANG", "TZ"];

    private readonly Lock _lock = new();
    private readonly List<int> _children = [];

    /// <summary>
    /// Starts one for a run whose lock is held; it holds it from then on. Null, or why it could not start.
    /// </summary>
    public string? Start(RunFolder folder, FileLock held)
    {
        var log = Libc.open(folder.SupervisorLog, AppendCreate | Libc.CloseOnExec, OwnerMayReadAndWrite);
        var request = new SpawnRequest(command[0], [.. command, folder.Path], Environment())
        {
            WorkingDirectory = "/",
            Output = log < 0 ? null : log,
            Error = log < 0 ? null : log,
            Third = held.Descriptor,
        };
        var (pid, error) = Spawn.Start(request);
        if (log >= 0) _ = Libc.close(log);
        if (error != 0) return $"{command[0]} could not be started: {ErrorNumber.Text(error)}";

        lock (_lock) _children.Add(pid);
        return null;
    }

    /// <summary>Takes note of those that have ended, or the system keeps their numbers.</summary>
    public unsafe void Bury()
    {
        lock (_lock)
        {
            for (var index = _children.Count - 1; index >= 0; index--)
            {
                int status;
                if (Libc.wait4(_children[index], &status, Libc.WaitNoHang, null) != 0) _children.RemoveAt(index);
            }
        }
    }

    private static List<string> Environment()
    {
        // One thread less, and no profiling: a supervisor waits for nearly all of its life.
        var texts = new List<string>
        {
            $"{RunSupervisor.LockVariable}={LockDescriptor}", "DOTNET_gcConcurrent=0", "DOTNET_TieredPGO=0",
        };
        foreach (DictionaryEntry variable in System.Environment.GetEnvironmentVariables())
        {
            var name = (string)variable.Key;
            if (HandedOn.Contains(name) || name.StartsWith("DOTNET_", StringComparison.Ordinal))
                texts.Add($"{name}={variable.Value}");
        }

        return texts;
    }
}
