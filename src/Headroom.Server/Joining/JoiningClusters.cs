using Headroom.Engines.Contract;
using Headroom.Server.Clusters;
using Headroom.Server.Clusters.Descriptions;
using Headroom.Server.Dispatch;
using Headroom.Server.Keeping;
using Headroom.Server.Loop;
using Headroom.Server.Outbox;
using Headroom.Storage;
using Headroom.Storage.Writing;

namespace Headroom.Server.Joining;

/// <summary>
/// Clusters come to a pool and leave it while it runs. What was added is stored before it takes work, and every start
/// opens it again. One change at a time. Thread-safe.
/// </summary>
internal sealed class JoiningClusters(
    EngineHost? host, PoolEngines engines, Store store, ControlLoop loop, Dispatcher dispatcher, DoubtfulRuns doubtful,
    TimeProvider time, ILogger log) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Adds a cluster. One that was added with the same description is left as it is.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="isForced">Whether to add it though it lacks something, or is silent.</param>
    /// <param name="author">Who asks.</param>
    /// <param name="cancellation">Ends the look at the cluster; what is stored by then stays.</param>
    /// <exception cref="Refusal">It cannot be added; nothing has changed.</exception>
    public async Task<JoinedCluster> AddAsync(
        ClusterDescription cluster, bool isForced, string author, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            var text = await loop.DoAsync(turn => turn.State.Clusters.Text);
            if (AddedClusters.Find(text, cluster.Name) is { } known && engines.Has(cluster.Name))
                return known == cluster.Text ? JoinedCluster.Before : throw JoiningRefusals.Taken(cluster.Name);

            if (engines.All.Any(engine => engine.Name == cluster.Name)) throw JoiningRefusals.Taken(cluster.Name);
            if (AddedClusters.Count(text) >= AddedClusters.CountMax) throw JoiningRefusals.TooMany();

            return await JoinAsync(cluster, isForced, author, cancellation);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>What a cluster that was added, or that the pool was started with, has of what is needed.</summary>
    /// <exception cref="Refusal">The pool has none of that name.</exception>
    public async Task<IReadOnlyList<EngineCheck>> CheckAsync(string name, CancellationToken cancellation)
    {
        var engine = engines.All.FirstOrDefault(one => one.Name == name) ?? throw JoiningRefusals.Unknown(name);
        return await LookAsync(async end => await engine.CheckAsync(end), name, cancellation);
    }

    /// <summary>Removes a cluster. Gives how many jobs still count as running there.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="isForced">Whether to remove it though jobs run there; they are not told to stop.</param>
    /// <param name="author">Who asks.</param>
    /// <param name="cancellation">Ends the wait for another change.</param>
    /// <exception cref="Refusal">It was not added, or jobs run there; nothing has changed.</exception>
    public async Task<int> RemoveAsync(string name, bool isForced, string author, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            var engine = engines.All.FirstOrDefault(one => one.Name == name);
            var running = await loop.DoAsync(turn =>
                JoiningTurns.Remove(turn, name, engine is not null, isForced, author));
            if (engine is not null && engines.Remove(engine)) (engine as IDisposable)?.Dispose();
            return running;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<JoinedCluster> JoinAsync(
        ClusterDescription cluster, bool isForced, string author, CancellationToken cancellation)
    {
        var engine = Open(cluster);
        try
        {
            var checks = await LookAsync(async end => await engine.CheckAsync(end), cluster.Name, cancellation);
            var missing = checks.FirstOrDefault(check => check is { IsMet: false, IsOptional: false });
            if (!isForced && missing is not null) throw JoiningRefusals.Lacks(cluster.Name, missing);

            var found = await LookAsync(async end => await engine.DiscoverAsync(end), cluster.Name, cancellation);
            if (!isForced && found.Nodes.Count == 0) throw JoiningRefusals.Silent(cluster.Name, found.Warnings);

            // Its runs of before may have ids that the store has not given out yet.
            await RunsOfOthers.PassOverAsync([engine], loop, time, log, cancellation);
            await BringInAsync(cluster, engine, found, author);
            return new JoinedCluster(IsNew: true, [.. checks], [.. found.Warnings]);
        }
        catch
        {
            engines.Remove(engine);
            (engine as IDisposable)?.Dispose();
            throw;
        }
    }

    // The engine first: from the turn on work may be sent to it.
    private async Task BringInAsync(ClusterDescription cluster, IEngine engine, Discovered found, string author)
    {
        if (!engines.Add(engine)) throw JoiningRefusals.Taken(cluster.Name);

        await loop.DoAsync(turn => JoiningTurns.Add(turn, cluster, found, author));
        var messages = await MessagesOfAsync(cluster.Name);
        dispatcher.Send(messages);
        await doubtful.DoubtAsync(cluster.Name, messages);
        await loop.DoCertainlyAsync(turn => GrownFleet.Mark(turn, engines));
    }

    private async Task<IReadOnlyList<OutboxMessage>> MessagesOfAsync(string cluster) =>
    [
        .. (await store.Outbox.OpenAsync()).Select(open => open.Message)
            .Where(message => Messages.ClusterOf(message) == cluster),
    ];

    private IEngine Open(ClusterDescription cluster)
    {
        if (host is null) throw JoiningRefusals.NoHost();

        try
        {
            return host.Open(cluster);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw JoiningRefusals.NotOpened(cluster.Name, fault.Message);
        }
    }

    // A cluster that never answers must not hold up every other change.
    private async Task<T> LookAsync<T>(
        Func<CancellationToken, Task<T>> look, string name, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            return await look(end.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            throw JoiningRefusals.Silent(name, ["It did not answer within a minute."]);
        }
        catch (IOException fault)
        {
            throw JoiningRefusals.NotOpened(name, fault.Message);
        }
    }
}
