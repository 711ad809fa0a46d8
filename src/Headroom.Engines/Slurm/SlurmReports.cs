using System.Runtime.CompilerServices;
using Headroom.Engines.Contract;
using Headroom.Engines.Slurm.Calls;
using Headroom.Engines.Slurm.Runs;
using Headroom.Engines.Waiting;

namespace Headroom.Engines.Slurm;

/// <summary>
/// Looks again and again, often while something changes and seldom while nothing does, and tells what has changed.
/// </summary>
internal sealed class SlurmReports(
    Grouped<RunId, Looked> looks, RunShelf shelf, Nudge nudge, SlurmEngineOptions options, TimeProvider clock)
{
    private readonly Dictionary<RunId, RunState> _told = [];
    private TimeSpan _pause = options.Poll;

    /// <summary>See <see cref="IEngine.ReportsAsync"/>.</summary>
    public async IAsyncEnumerable<FoundRun> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var run in EndedBefore()) yield return run;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var nudged = nudge.Next;
            var (changes, due) = await ChangesAsync(cancellation);
            foreach (var run in changes) yield return run;

            _pause = changes.Count > 0 ? options.Poll : Shorter(_pause * 2, options.PollMost);
            var wait = due is { } at ? Shorter(_pause, at - clock.GetUtcNow()) : _pause;
            // Never without a pause, whatever is due.
            if (wait < options.Poll) wait = options.Poll;
            await Nudge.WaitAsync(nudged, wait, clock, cancellation);
            if (nudged.IsCompleted) _pause = options.Poll;
        }
    }

    private List<FoundRun> EndedBefore()
    {
        var ended = new List<FoundRun>();
        foreach (var id in shelf.Ids(""))
        {
            if (shelf.Read(id).Ending is not { } ending) continue;

            _told[id] = new RunEnded(ending);
            ended.Add(new FoundRun(id, _told[id]));
        }

        return ended;
    }

    private async Task<(List<FoundRun> Changes, DateTimeOffset? Due)> ChangesAsync(CancellationToken cancellation)
    {
        var changes = new List<FoundRun>();
        try
        {
            var looked = await looks.AskAsync(default, cancellation);
            foreach (var (id, state) in looked.States.OrderBy(pair => pair.Key))
            {
                var before = _told.GetValueOrDefault(id);
                if (before is RunEnded || before == state || Step(state) < Step(before)) continue;

                _told[id] = state;
                changes.Add(new FoundRun(id, state));
            }

            MissedEndings(looked, changes);
            return (changes, looked.NextDue);
        }
        catch (Exception fault) when (fault is SlurmFault or IOException or UnauthorizedAccessException)
        {
            // What cannot be read now is told when it can.
            return (changes, null);
        }
    }

    // A look that somebody else asked for may have seen the end.
    private void MissedEndings(Looked looked, List<FoundRun> changes)
    {
        foreach (var id in _told.Where(pair => pair.Value is not RunEnded).Select(pair => pair.Key).Order().ToList())
        {
            if (looked.States.ContainsKey(id)) continue;

            if (shelf.Read(id) is { Ending: { } ending })
            {
                _told[id] = new RunEnded(ending);
                changes.Add(new FoundRun(id, _told[id]));
            }
            else if (!Directory.Exists(shelf.Of(id).Path))
            {
                _told.Remove(id);
            }
        }
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static int Step(RunState? state) => state switch
    {
        null => -1,
        RunAccepted => 0,
        RunRunning => 1,
        RunStopping => 2,
        _ => 3,
    };
}
