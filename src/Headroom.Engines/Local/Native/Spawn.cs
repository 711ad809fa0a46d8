using System.Runtime.InteropServices;

namespace Headroom.Engines.Local.Native;

/// <summary>Starts programs.</summary>
internal static unsafe class Spawn
{
    private const string Nothing = "/dev/null";
    private const int ReadWrite = 2;

    /// <summary>Starts one, and says which process it is or with which error number it failed.</summary>
    public static (int Pid, int Error) Start(SpawnRequest request)
    {
        OpenFiles.KeepPrivate();
        var actions = (byte*)NativeMemory.AllocZeroed(LibcSpawn.ActionsBytes);
        var attributes = (byte*)NativeMemory.AllocZeroed(LibcSpawn.AttributesBytes);
        _ = LibcSpawn.posix_spawn_file_actions_init(actions);
        _ = LibcSpawn.posix_spawnattr_init(attributes);
        try
        {
            AddFiles(actions, request);
            AddSession(attributes);
            using var arguments = new NativeTexts(request.Arguments);
            using var environment = new NativeTexts(request.Environment);
            var error = LibcSpawn.posix_spawn(
                out var pid, request.Path, actions, attributes, arguments.Pointer, environment.Pointer);
            return (pid, error);
        }
        finally
        {
            _ = LibcSpawn.posix_spawnattr_destroy(attributes);
            _ = LibcSpawn.posix_spawn_file_actions_destroy(actions);
            NativeMemory.Free(attributes);
            NativeMemory.Free(actions);
        }
    }

    private static void AddFiles(byte* actions, SpawnRequest request)
    {
        _ = LibcSpawn.posix_spawn_file_actions_addopen(actions, 0, Nothing, ReadWrite, 0);
        AddFile(actions, 1, request.Output);
        AddFile(actions, 2, request.Error);
        if (request.Third is { } third) _ = LibcSpawn.posix_spawn_file_actions_adddup2(actions, third, 3);
        if (request.WorkingDirectory is { } folder)
            _ = LibcSpawn.posix_spawn_file_actions_addchdir_np(actions, folder);
    }

    private static void AddFile(byte* actions, int descriptor, int? source) => _ = source is { } file
        ? LibcSpawn.posix_spawn_file_actions_adddup2(actions, file, descriptor)
        : LibcSpawn.posix_spawn_file_actions_addopen(actions, descriptor, Nothing, ReadWrite, 0);

    // The runtime ignores SIGPIPE, and a program that inherits that never learns that its reader has gone.
    private static void AddSession(byte* attributes)
    {
        var signals = stackalloc byte[LibcSpawn.SignalSetBytes];
        _ = LibcSpawn.sigfillset(signals);
        _ = LibcSpawn.posix_spawnattr_setsigdefault(attributes, signals);
        _ = LibcSpawn.sigemptyset(signals);
        _ = LibcSpawn.posix_spawnattr_setsigmask(attributes, signals);
        _ = LibcSpawn.posix_spawnattr_setflags(
            attributes, LibcSpawn.SetSignalDefaults | LibcSpawn.SetSignalMask | LibcSpawn.SetSession);
    }
}
