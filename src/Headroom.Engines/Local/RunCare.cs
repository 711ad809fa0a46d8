using Headroom.Engines.Contract;
using Headroom.Engines.Local.Files;
using Headroom.Engines.Local.Native;
using Headroom.Engines.Local.Supervision;

namespace Headroom.Engines.Local;

/// <summary>
/// Tells where a run stands, and first sets right what a killed control plane or supervisor left behind: an accepted
/// order that nobody carries out is carried out, and a run that nobody supervises is lost.
/// </summary>
internal sealed class RunCare(RunStore store, SupervisorSpawn supervisors, TimeProvider clock)
{
    private readonly RetryPause<RunId> _pause = new(clock);

    /// <summary>The run's state; null when there is no such run.</summary>
    /// <exception cref="IOException">Its files cannot be read.</exception>
    public RunState? State(RunId id)
    {
        supervisors.Bury();
        var folder = store.Of(id);
        var state = RunReading.State(folder);
        if (state is null or RunEnded || TakeLock(folder) is not { } held) return state;

        using (held)
        {
            // Nobody else can change it now; what was read before may be old.
            state = RunReading.State(folder);
            if (state is null or RunEnded) return state;

            if (StateJson.Read<RunBegun>(folder.Begun) is { } begun)
                return new LostRun(folder, begun, clock).Settle() ? RunReading.State(folder) : state;

            // It has proved not to have run: a supervisor writes its beginning before it starts anything.
            if (_pause.MayTry(id)) _ = supervisors.Start(folder, held);
            return state;
        }
    }

    private static FileLock? TakeLock(RunFolder folder)
    {
        try
        {
            return FileLock.TryTake(folder.Lock);
        }
        catch (IOException) when (!Directory.Exists(folder.Path))
        {
            return null;
        }
    }
}
