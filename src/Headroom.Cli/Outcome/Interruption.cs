using System.Runtime.InteropServices;

namespace Headroom.Cli.Outcome;

/// <summary>Turns Ctrl-C and a polite kill into a cancellation; a second one ends the process at once.</summary>
internal sealed class Interruption : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;

    public Interruption()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
    }

    /// <summary>
    /// Runs <paramref name="command"/> on a background thread: reading a huge file or a single long replay looks at no
    /// token, so after a short grace the process leaves without it.
    /// </summary>
    public int Guard(Func<CancellationToken, int> command)
    {
        var exitCode = ExitCode.Failed;
        using var finished = new ManualResetEventSlim();
        var thread = new Thread(() =>
        {
            exitCode = command(_source.Token);
            finished.Set();
        })
        { IsBackground = true, Name = "command" };
        thread.Start();

        var first = WaitHandle.WaitAny([finished.WaitHandle, _source.Token.WaitHandle]);
        return first == 0 || finished.Wait(Grace) ? exitCode : ExitCode.Interrupted;
    }

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _source.Dispose();
    }

    private void Cancel(PosixSignalContext signal)
    {
        signal.Cancel = !_source.IsCancellationRequested;
        _source.Cancel();
    }
}
