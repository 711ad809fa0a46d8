using Headroom.Cluster;
using Headroom.Engines.Contract;

namespace Headroom.Engines.Simulated;

/// <summary>
/// Talks to a simulated site as one would to a real one, over a way on which calls and answers are lost, doubled, late
/// and out of order. It keeps nothing: another one on the same site finds all that was accepted.
/// </summary>
public sealed class SimulatedEngine(SimulatedSite site, SimulatedFaults faults, string name = "simulated") : IEngine
{
    private const string NoAnswer = "The engine did not answer in time; ask for the run before anything else.";

    private readonly FaultyCalls _calls = new(site, faults);

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public string Kind => "simulated";

    /// <inheritdoc/>
    public ValueTask<StartAnswer> StartAsync(RunOrder order, CancellationToken cancellation)
    {
        if (Refusal(order) is { } refusal) return new(new StartAnswer.Refused(refusal));

        return _calls.CallAsync<StartAnswer>(
            order.Id, () => Start(order), new StartAnswer.Unclear(NoAnswer), cancellation);
    }

    /// <inheritdoc/>
    public ValueTask<FindAnswer> FindAsync(RunId id, CancellationToken cancellation) => _calls.CallAsync<FindAnswer>(
        null,
        () => site.Find(id) is { } run ? new FindAnswer.Found(run.State)
            : site.MayStillArrive(id) ? new FindAnswer.CannotSay("A start of it may still be on its way; ask again.")
            : new FindAnswer.Absent(),
        new FindAnswer.CannotSay(NoAnswer),
        cancellation);

    /// <inheritdoc/>
    public ValueTask<ListAnswer> ListAsync(string prefix, CancellationToken cancellation) =>
        _calls.CallAsync<ListAnswer>(
            null,
            () => new ListAnswer.Listed(ValueList.From(site.List(prefix))),
            new ListAnswer.CannotSay(NoAnswer),
            cancellation);

    /// <inheritdoc/>
    public ValueTask<EngineAnswer> StopAsync(RunId id, StopRules? rules, CancellationToken cancellation)
    {
        if (rules is not null && OrderCheck.Fault(rules) is { } fault)
            return new(new EngineAnswer.Refused(new EngineRefusal(RefusalReason.InvalidOrder, fault)));

        return _calls.CallAsync(null, () => Stop(id, rules), new EngineAnswer.Unclear(NoAnswer), cancellation);
    }

    /// <inheritdoc/>
    public ValueTask<EngineAnswer> ForgetAsync(RunId id, CancellationToken cancellation) =>
        _calls.CallAsync(null, () => Forget(id), new EngineAnswer.Unclear(NoAnswer), cancellation);

    /// <inheritdoc/>
    public IAsyncEnumerable<FoundRun> ReportsAsync(CancellationToken cancellation) =>
        new SimulatedReports(site, faults).ReadAsync(cancellation);

    /// <inheritdoc/>
    public IAsyncEnumerable<LogChunk> LogsAsync(RunId id, LogRequest request, CancellationToken cancellation) =>
        new SimulatedLogs(site, id).ReadAsync(request, cancellation);

    /// <inheritdoc/>
    public ValueTask<ValueList<EngineCheck>> CheckAsync(CancellationToken cancellation) => new(
        [new EngineCheck("engine", !site.IsDown, site.IsDown ? "It does not answer." : "It answers.")]);

    /// <inheritdoc/>
    public ValueTask<Discovered> DiscoverAsync(CancellationToken cancellation) => new(site.IsDown
        ? new Discovered([], ["The engine does not answer."])
        : new Discovered(site.Nodes, []));

    private StartAnswer Start(RunOrder order)
    {
        if (site.Find(order.Id) is not { } known)
        {
            site.Accept(order);
            return new StartAnswer.Accepted(new RunAccepted());
        }

        return known.Order == order
            ? new StartAnswer.Known(known.State)
            : new StartAnswer.Refused(new EngineRefusal(
                RefusalReason.OtherOrder, $"The run id {order.Id} was used for another order; make a new one."));
    }

    private EngineRefusal? Refusal(RunOrder order)
    {
        if (OrderCheck.Fault(order) is { } fault) return new EngineRefusal(RefusalReason.InvalidOrder, fault);

        var unknown = order.Tasks.FirstOrDefault(task => site.Nodes.All(node => node.Name != task.Node));
        return unknown is null
            ? null
            : new EngineRefusal(
                RefusalReason.UnknownNode,
                $"There is no node '{unknown.Node}' here; name one of {string.Join(", ", site.Nodes.Select(node => node.Name))}.");
    }

    private EngineAnswer Stop(RunId id, StopRules? rules)
    {
        if (site.Find(id) is not { } run)
        {
            return new EngineAnswer.Refused(new EngineRefusal(
                RefusalReason.UnknownRun, $"There is no run {id} here; it has not come or was forgotten."));
        }

        site.Stop(run, rules);
        return new EngineAnswer.Done();
    }

    private EngineAnswer Forget(RunId id)
    {
        if (site.Find(id) is { State: not RunEnded })
        {
            return new EngineAnswer.Refused(new EngineRefusal(
                RefusalReason.StillRunning, $"The run {id} has not ended; stop it and wait for its ending."));
        }

        site.Forget(id);
        return new EngineAnswer.Done();
    }
}
