using Headroom.Cluster;

namespace Headroom.Engines.Contract;

/// <summary>
/// Runs work that was decided elsewhere. An engine promises no exactly-once by itself; it promises that everything goes
/// by run id, so that a control plane which crashed at any point can ask before it does anything again. All members may
/// be called at once from any thread. A cancelled call may have been done: treat it as unclear.
/// </summary>
public interface IEngine
{
    /// <summary>Name of the cluster that it runs, in configuration and in reports.</summary>
    string Name { get; }

    /// <summary>What kind of engine it is: <c>local</c>, <c>slurm</c>, <c>kubernetes</c> or <c>simulated</c>.</summary>
    string Kind { get; }

    /// <summary>Runs an order. The same order again is the same run; another order with its id is refused.</summary>
    ValueTask<StartAnswer> StartAsync(RunOrder order, CancellationToken cancellation);

    /// <summary>Whether the engine has a run, and where it stands.</summary>
    ValueTask<FindAnswer> FindAsync(RunId id, CancellationToken cancellation);

    /// <summary>All runs whose names begin with <paramref name="prefix"/>; all when it is empty.</summary>
    ValueTask<ListAnswer> ListAsync(string prefix, CancellationToken cancellation);

    /// <summary>
    /// Stops a run that has not ended; with <paramref name="rules"/> null as its order says. The first stop counts, but
    /// that a later one may shorten the waits.
    /// </summary>
    ValueTask<EngineAnswer> StopAsync(RunId id, StopRules? rules, CancellationToken cancellation);

    /// <summary>
    /// First every run as it stands, then each change until cancelled. A change may come more than once, and states may
    /// be passed over; for one run they never go backwards, and its ending always comes.
    /// </summary>
    IAsyncEnumerable<FoundRun> ReportsAsync(CancellationToken cancellation);

    /// <summary>
    /// What a run wrote, in order. Empty for a run that the engine does not have. Without following it ends where the
    /// log ends now.
    /// </summary>
    IAsyncEnumerable<LogChunk> LogsAsync(RunId id, LogRequest request, CancellationToken cancellation);

    /// <summary>
    /// Deletes all that is kept of a run that has ended. From then on its id counts as never used, so forget it only
    /// when nobody can start it again.
    /// </summary>
    ValueTask<EngineAnswer> ForgetAsync(RunId id, CancellationToken cancellation);

    /// <summary>Looks for all that the engine will need, without running anything; says what is missing.</summary>
    ValueTask<ValueList<EngineCheck>> CheckAsync(CancellationToken cancellation);

    /// <summary>What there is to run work on.</summary>
    ValueTask<Discovered> DiscoverAsync(CancellationToken cancellation);
}
