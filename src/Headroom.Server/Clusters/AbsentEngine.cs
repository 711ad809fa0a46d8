using System.Runtime.CompilerServices;
using Headroom.Cluster;
using Headroom.Engines.Contract;

namespace Headroom.Server.Clusters;

/// <summary>
/// Stands for clusters that the pool no longer has. What ran there may run still, so nothing is refused and nothing is
/// absent: it cannot be said, until the cluster is added again.
/// </summary>
internal sealed class AbsentEngine : IEngine
{
    private const string Sentence = "The pool has no such cluster any more; add it again with 'headroom clusters add'.";

    public string Name => "";

    public string Kind => "none";

    public ValueTask<StartAnswer> StartAsync(RunOrder order, CancellationToken cancellation) =>
        new(new StartAnswer.Unclear(Sentence));

    public ValueTask<FindAnswer> FindAsync(RunId id, CancellationToken cancellation) =>
        new(new FindAnswer.CannotSay(Sentence));

    public ValueTask<ListAnswer> ListAsync(string prefix, CancellationToken cancellation) =>
        new(new ListAnswer.CannotSay(Sentence));

    public ValueTask<EngineAnswer> StopAsync(RunId id, StopRules? rules, CancellationToken cancellation) =>
        new(new EngineAnswer.Unclear(Sentence));

    public async IAsyncEnumerable<FoundRun> ReportsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.Delay(Timeout.Infinite, cancellation);
        yield break;
    }

    public IAsyncEnumerable<LogChunk> LogsAsync(RunId id, LogRequest request, CancellationToken cancellation) =>
        AsyncEnumerable.Empty<LogChunk>();

    public ValueTask<EngineAnswer> ForgetAsync(RunId id, CancellationToken cancellation) =>
        new(new EngineAnswer.Unclear(Sentence));

    public ValueTask<ValueList<EngineCheck>> CheckAsync(CancellationToken cancellation) =>
        new([new EngineCheck("cluster", IsMet: false, Sentence)]);

    public ValueTask<Discovered> DiscoverAsync(CancellationToken cancellation) =>
        new(new Discovered([], [Sentence]));
}
