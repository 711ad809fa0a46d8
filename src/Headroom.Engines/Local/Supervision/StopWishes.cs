using System.Runtime.InteropServices;
using Headroom.Engines.Contract;
using Headroom.Engines.Local.Files;

namespace Headroom.Engines.Local.Supervision;

/// <summary>
/// Whether someone wants the run to stop: by a file in its folder, or by SIGTERM to the supervisor, as at the shutdown
/// of the machine. A later wish only shortens the waits of those before.
/// </summary>
internal sealed class StopWishes : IDisposable
{
    private readonly RunFolder _folder;
    private readonly StopRules _ordered;
    private readonly PosixSignalRegistration _terminate;
    private volatile bool _isTerminated;

    public StopWishes(RunFolder folder, StopRules ordered)
    {
        _folder = folder;
        _ordered = ordered;
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            _isTerminated = true;
        });
    }

    /// <summary>Whether there is a wish.</summary>
    public bool IsWanted => _isTerminated || File.Exists(_folder.Stop);

    /// <summary>How to stop by now: as the wish says, else as the order does.</summary>
    public StopRules Rules => Read() ?? _ordered;

    public void Dispose() => _terminate.Dispose();

    // A wish that cannot be read is a wish still.
    private StopRules? Read()
    {
        try
        {
            return StateJson.Read<StopRules>(_folder.Stop);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
