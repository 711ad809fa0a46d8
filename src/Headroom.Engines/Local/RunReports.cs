using System.Runtime.CompilerServices;
using Headroom.Engines.Contract;
using Headroom.Engines.Waiting;

namespace Headroom.Engines.Local;

/// <summary>Looks at all runs again and again, and tells what has changed.</summary>
/// <param name="store">Where runs are kept.</param>
/// <param name="care">Says where each stands.</param>
/// <param name="started">Nudged when this program starts one.</param>
/// <param name="clock">The clock.</param>
/// <param name="pause">Time between two looks.</param>
internal sealed class RunReports(RunStore store, RunCare care, Nudge started, TimeProvider clock, TimeSpan pause)
{
    // Where nothing runs, only another program could start something.
    private const int RestFactor = 5;

    private Dictionary<RunId, RunState> _told = [];

    /// <summary>See <see cref="IEngine.ReportsAsync"/>.</summary>
    public async IAsyncEnumerable<FoundRun> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var nudged = started.Next;
            foreach (var run in await Task.Run(Changes, cancellation)) yield return run;

            if (_told.Values.All(state => state is RunEnded))
                await Nudge.WaitAsync(nudged, pause * RestFactor, clock, cancellation);
            else
                await Task.Delay(pause, clock, cancellation);
        }
    }

    // What cannot be read now is told when it can.
    private List<FoundRun> Changes()
    {
        var (changes, seen) = (new List<FoundRun>(), new Dictionary<RunId, RunState>());
        foreach (var id in Ids())
        {
            var known = _told.GetValueOrDefault(id);
            var state = known is RunEnded ? known : State(id);
            if (state is null) continue;

            seen[id] = state;
            if (state != known) changes.Add(new FoundRun(id, state));
        }

        _told = seen;
        return changes;
    }

    private IEnumerable<RunId> Ids()
    {
        try
        {
            return store.Ids("");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return _told.Keys.Order();
        }
    }

    private RunState? State(RunId id)
    {
        try
        {
            return care.State(id);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return _told.GetValueOrDefault(id);
        }
    }
}
