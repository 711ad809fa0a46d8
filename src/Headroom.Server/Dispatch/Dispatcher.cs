using Headroom.Engines.Contract;
using Headroom.Server.Clusters;
using Headroom.Server.Loop;
using Headroom.Server.Outbox;
using Headroom.Storage;
using Headroom.Storage.Writing;

namespace Headroom.Server.Dispatch;

/// <summary>
/// Tells each engine what was stored for it, again and again until it has taken it in, and tells the loop what the
/// engines say.
/// </summary>
internal sealed class Dispatcher(
    PoolEngines engines, Store store, ControlLoop loop, Orders orders, TimeProvider time, ILogger log)
{
    private readonly ReportQueue _reports = new(loop, time);
    private readonly Dictionary<IEngine, EngineLane> _lanes = [];
    private readonly RecentTexts _texts = new();

    /// <summary>Takes over what a turn that is stored has for engines.</summary>
    public void Take(Turn turn)
    {
        _texts.Keep(turn.Submissions);
        Send(turn.Messages);
    }

    /// <summary>Hands over messages that are stored.</summary>
    public void Send(IReadOnlyList<OutboxMessage> messages)
    {
        foreach (var message in messages)
        {
            // What is for a cluster that is gone stays in the outbox, and is sent when the cluster is back.
            if (engines.Of(Messages.ClusterOf(message)) is var engine && engines.IsPresent(engine))
                LaneOf(engine).Send(message);
        }
    }

    /// <summary>Works until it is cancelled.</summary>
    public Task RunAsync(CancellationToken cancellation) => Task.WhenAll(
    [
        new EngineWork(engines, RunAsync).RunAsync(cancellation),
        _reports.RunAsync(cancellation),
    ]);

    private async Task RunAsync(IEngine engine, CancellationToken cancellation)
    {
        try
        {
            await LaneOf(engine).RunAsync(cancellation);
        }
        finally
        {
            lock (_lanes) _lanes.Remove(engine);
        }
    }

    private EngineLane LaneOf(IEngine engine)
    {
        lock (_lanes)
        {
            if (_lanes.TryGetValue(engine, out var lane)) return lane;

            return _lanes[engine] = new EngineLane(engine, store, _texts, _reports, orders, time, log);
        }
    }
}
