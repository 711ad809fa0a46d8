using System.Runtime.CompilerServices;
using Headroom.Engines.Contract;
using Headroom.Engines.Kubernetes.Runs;
using Headroom.Engines.Waiting;

namespace Headroom.Engines.Kubernetes;

/// <summary>Tells one reader how runs stand and what changes.</summary>
internal sealed class KubernetesReports(RunWatch watch, KubernetesEngineOptions options, TimeProvider clock)
{
    private readonly Dictionary<RunId, RunState> _told = [];

    /// <summary>See <see cref="IEngine.ReportsAsync"/>.</summary>
    public async IAsyncEnumerable<FoundRun> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var next = watch.NextTold;
            foreach (var run in Changes()) yield return run;

            await Nudge.WaitAsync(next, options.Poll, clock, cancellation);
        }
    }

    private List<FoundRun> Changes()
    {
        var states = watch.States();
        var changes = new List<FoundRun>();
        foreach (var (id, state) in states.OrderBy(pair => pair.Key))
        {
            var before = _told.GetValueOrDefault(id);
            if (before is RunEnded || before == state || Step(state) < Step(before)) continue;

            _told[id] = state;
            changes.Add(new FoundRun(id, state));
        }

        foreach (var id in _told.Keys.Where(id => !states.ContainsKey(id)).ToList()) _told.Remove(id);
        return changes;
    }

    private static int Step(RunState? state) => state switch
    {
        null => -1,
        RunAccepted => 0,
        RunRunning => 1,
        RunStopping => 2,
        _ => 3,
    };
}
