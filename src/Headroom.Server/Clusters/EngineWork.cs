using Headroom.Engines.Contract;

namespace Headroom.Server.Clusters;

/// <summary>Work that goes on for each engine of a pool for as long as the pool has it.</summary>
/// <param name="engines">The engines.</param>
/// <param name="work">The work for one; works until it is cancelled.</param>
internal sealed class EngineWork(PoolEngines engines, Func<IEngine, CancellationToken, Task> work)
{
    private readonly Dictionary<IEngine, (CancellationTokenSource End, Task Task)> _running = [];

    /// <summary>Works until it is cancelled, or until the work of an engine that the pool still has fails.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                var changed = engines.Changed;
                foreach (var engine in engines.All) Begin(engine, cancellation);
                foreach (var engine in _running.Keys.Except(engines.All).ToList()) End(engine);

                // What fails, or is cancelled as a whole, ends all of it; what is done is only done.
                await await Task.WhenAny(
                [
                    changed.WaitAsync(cancellation),
                    .. _running.Values.Select(one => one.Task).Where(task => !task.IsCompletedSuccessfully),
                ]);
            }
        }
        finally
        {
            foreach (var engine in _running.Keys.ToList()) End(engine);
        }
    }

    private void Begin(IEngine engine, CancellationToken cancellation)
    {
        if (_running.ContainsKey(engine)) return;

        var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _running.Add(engine, (end, work(engine, end.Token)));
    }

    // How the work for an engine that is gone ends is nobody's concern.
    private void End(IEngine engine)
    {
        if (!_running.Remove(engine, out var one)) return;

        one.End.Cancel();
        _ = one.Task.ContinueWith(
            (ended, end) =>
            {
                _ = ended.Exception;
                ((CancellationTokenSource)end!).Dispose();
            },
            one.End,
            TaskScheduler.Default);
    }
}
