using Headroom.Engines.Local.Native;

namespace Headroom.Engines.Local.Processes;

/// <summary>
/// Sends signals to a process by its identity, so that none reaches a stranger with a number used again.
/// </summary>
internal static class Signals
{
    public const int Kill = 9;
    public const int Terminate = 15;
    public const int Stop = 19;

    private const int OpenProcess = 434;
    private const int SendToProcess = 424;

    private static readonly string[] Names =
    [
        "", "SIGHUP", "SIGINT", "SIGQUIT", "SIGILL", "SIGTRAP", "SIGABRT", "SIGBUS", "SIGFPE", "SIGKILL", "SIGUSR1",
        "SIGSEGV", "SIGUSR2", "SIGPIPE", "SIGALRM", "SIGTERM", "SIGSTKFLT", "SIGCHLD", "SIGCONT", "SIGSTOP", "SIGTSTP",
        "SIGTTIN", "SIGTTOU", "SIGURG", "SIGXCPU", "SIGXFSZ", "SIGVTALRM", "SIGPROF", "SIGWINCH", "SIGIO", "SIGPWR",
        "SIGSYS",
    ];

    /// <summary>The signal's usual name.</summary>
    public static string Name(int signal) => signal > 0 && signal < Names.Length ? Names[signal] : $"signal {signal}";

    /// <summary>Sends one; nothing happens when the process has ended.</summary>
    public static void Send(ProcessIdentity process, int signal)
    {
        // The handle is opened first and the identity looked at after: from then on the number cannot be another's.
        var handle = (int)Libc.syscall(OpenProcess, process.Pid, 0, 0, 0);
        if (handle < 0 && ErrorNumber.Last != ErrorNumber.NotImplemented) return;

        var isTheSame = ProcessEntry.Of(process.Pid)?.Identity == process;
        if (handle < 0)
        {
            if (isTheSame) _ = Libc.kill(process.Pid, signal);
            return;
        }

        if (isTheSame) _ = Libc.syscall(SendToProcess, handle, signal, 0, 0);
        _ = Libc.close(handle);
    }
}
