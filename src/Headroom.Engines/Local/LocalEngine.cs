using Headroom.Cluster;
using Headroom.Engines.Contract;
using Headroom.Engines.Discovery;
using Headroom.Engines.Local.Files;
using Headroom.Engines.Local.Logs;
using Headroom.Engines.Local.Supervision;
using Headroom.Engines.Waiting;

namespace Headroom.Engines.Local;

/// <summary>
/// Runs work on this machine, each run below a supervisor of its own, so that runs outlive this process. All that it
/// knows stands in its folder: it may be killed at any time and opened again, and several may have one folder open.
/// </summary>
public sealed class LocalEngine : IEngine
{
    private readonly LocalEngineOptions _options;
    private readonly TimeProvider _clock;
    private readonly RunStore _store;
    private readonly SupervisorSpawn _supervisors;
    private readonly RunCare _care;
    private readonly Nudge _started = new();
    private LocalNodes _nodes;

    /// <summary>Opens the engine's folder, and makes it when it is not there.</summary>
    /// <exception cref="IOException">The folder cannot be made or read.</exception>
    /// <exception cref="PlatformNotSupportedException">This is not Linux.</exception>
    public LocalEngine(LocalEngineOptions options, TimeProvider clock)
    {
        if (!OperatingSystem.IsLinux())
            throw new PlatformNotSupportedException("Local runs need Linux; use another engine on this system.");

        (_options, _clock) = (options, clock);
        _store = new RunStore(options.Root, clock);
        _supervisors = new SupervisorSpawn(options.Supervisor);
        _care = new RunCare(_store, _supervisors, clock);
        _nodes = LocalMachine.Of(options.NodeName, options.Gpus ?? []);
    }

    /// <inheritdoc/>
    public string Name => _options.Name;

    /// <inheritdoc/>
    public string Kind => "local";

    /// <inheritdoc/>
    public ValueTask<StartAnswer> StartAsync(RunOrder order, CancellationToken cancellation) =>
        OnThread(() => Start(order), sentence => new StartAnswer.Unclear(sentence), cancellation);

    /// <inheritdoc/>
    public ValueTask<FindAnswer> FindAsync(RunId id, CancellationToken cancellation) => OnThread<FindAnswer>(
        () => _care.State(id) is { } state ? new FindAnswer.Found(state) : new FindAnswer.Absent(),
        sentence => new FindAnswer.CannotSay(sentence),
        cancellation);

    /// <inheritdoc/>
    public ValueTask<ListAnswer> ListAsync(string prefix, CancellationToken cancellation) => OnThread<ListAnswer>(
        () => new ListAnswer.Listed(ValueList.From(Runs(prefix))),
        sentence => new ListAnswer.CannotSay(sentence),
        cancellation);

    /// <inheritdoc/>
    public ValueTask<EngineAnswer> StopAsync(RunId id, StopRules? rules, CancellationToken cancellation) => OnThread(
        () => Stop(id, rules), sentence => new EngineAnswer.Unclear(sentence), cancellation);

    /// <inheritdoc/>
    public ValueTask<EngineAnswer> ForgetAsync(RunId id, CancellationToken cancellation) => OnThread(
        () => Forget(id), sentence => new EngineAnswer.Unclear(sentence), cancellation);

    /// <inheritdoc/>
    public IAsyncEnumerable<FoundRun> ReportsAsync(CancellationToken cancellation) =>
        new RunReports(_store, _care, _started, _clock, _options.Poll).ReadAsync(cancellation);

    /// <inheritdoc/>
    public IAsyncEnumerable<LogChunk> LogsAsync(RunId id, LogRequest request, CancellationToken cancellation) =>
        new LogReader(_store.Of(id), _clock, _options.Poll).ReadAsync(request, cancellation);

    /// <inheritdoc/>
    public ValueTask<ValueList<EngineCheck>> CheckAsync(CancellationToken cancellation)
    {
        var program = _options.Supervisor[0];
        var isThere = File.Exists(program);
        return new(ValueList.From(
        [
            FolderCheck.Of(_options.Root),
            new EngineCheck(
                "supervisor",
                isThere,
                isThere ? $"{program} is there." : $"There is no {program}; install Headroom anew."),
        ]));
    }

    /// <inheritdoc/>
    public async ValueTask<Discovered> DiscoverAsync(CancellationToken cancellation)
    {
        var (nodes, warning) = await LocalMachine.DiscoverAsync(
            _options.NodeName, _options.Gpus, _clock, cancellation);
        _nodes = nodes;
        var placed = nodes.Nodes.Select(node => node with { Place = node.Place with { Cluster = _options.Cluster } });
        return new Discovered(ValueList.From(placed), warning is null ? [] : [warning]);
    }

    private StartAnswer Start(RunOrder order)
    {
        if (Refusal(order) is { } refusal) return new StartAnswer.Refused(refusal);

        try
        {
            var file = new RunOrderFile(order, _options.UsesCgroups)
            {
                Gpus = _nodes.OnMachine(order.Tasks[0].Node, order.Tasks[0].Gpus),
                ProcessesMax = _options.ProcessesMax,
            };
            using var held = Directory.Exists(_store.Of(order.Id).Path) ? null : _store.TryMake(file);
            if (held is null) return Known(order);

            // A supervisor that does not start now is tried again by whoever looks at the run.
            _ = _supervisors.Start(_store.Of(order.Id), held);
            _started.Give();
            return new StartAnswer.Accepted(new RunAccepted());
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new StartAnswer.Refused(new EngineRefusal(
                RefusalReason.StorageFailed,
                $"The order cannot be kept: {fault.Message.TrimEnd('.')}; mend that and start the run again."));
        }
    }

    private StartAnswer Known(RunOrder order)
    {
        var file = StateJson.Read<RunOrderFile>(_store.Of(order.Id).Order);
        if (file is not null && file.Order != order)
        {
            return new StartAnswer.Refused(new EngineRefusal(
                RefusalReason.OtherOrder, $"The run id {order.Id} was used for another order; make a new one."));
        }

        return _care.State(order.Id) is { } state
            ? new StartAnswer.Known(state)
            : new StartAnswer.Unclear($"The run {order.Id} was forgotten at this moment; start it again.");
    }

    private EngineRefusal? Refusal(RunOrder order)
    {
        if (OrderCheck.Fault(order) is { } fault) return new EngineRefusal(RefusalReason.InvalidOrder, fault);

        if (order.Tasks.Count > 1)
        {
            return new EngineRefusal(
                RefusalReason.NotPossibleHere,
                $"A local run has one task and not {order.Tasks.Count}; order each task as a run of its own.");
        }

        if (_nodes.Find(order.Tasks[0].Node) is not { } node)
        {
            var names = string.Join("' or '", _nodes.Nodes.Select(known => known.Name));
            return new EngineRefusal(
                RefusalReason.UnknownNode, $"There is no node '{order.Tasks[0].Node}' here; name '{names}'.");
        }

        return _options.Gpus is not null && order.Tasks[0].Gpus.Bits >> node.Gpus.Count != 0
            ? new EngineRefusal(
                RefusalReason.NotPossibleHere,
                $"Node '{node.Name}' has {node.Gpus.Count} accelerators; name those with indexes below that.")
            : null;
    }

    private List<FoundRun> Runs(string prefix)
    {
        var runs = new List<FoundRun>();
        foreach (var id in _store.Ids(prefix))
        {
            if (_care.State(id) is { } state) runs.Add(new FoundRun(id, state));
        }

        return runs;
    }

    private EngineAnswer Stop(RunId id, StopRules? rules)
    {
        if (rules is not null && OrderCheck.Fault(rules) is { } fault)
            return new EngineAnswer.Refused(new EngineRefusal(RefusalReason.InvalidOrder, fault));

        var folder = _store.Of(id);
        var state = _care.State(id);
        if (state is null)
        {
            return new EngineAnswer.Refused(new EngineRefusal(
                RefusalReason.UnknownRun, $"There is no run {id} here; it has not come or was forgotten."));
        }

        if (state is RunEnded) return new EngineAnswer.Done();

        var wanted = rules ?? StateJson.Read<RunOrderFile>(folder.Order)!.Order.Stop;
        if (StateJson.Read<StopRules>(folder.Stop) is { } before) wanted = StopWish.Shorter(before, wanted);
        WholeFile.Write(folder.Stop, StateJson.Bytes(wanted));
        return new EngineAnswer.Done();
    }

    private EngineAnswer Forget(RunId id)
    {
        var state = _care.State(id);
        if (state is not (null or RunEnded))
        {
            return new EngineAnswer.Refused(new EngineRefusal(
                RefusalReason.StillRunning, $"The run {id} has not ended; stop it and wait for its ending."));
        }

        if (state is not null) _store.Remove(id);
        return new EngineAnswer.Done();
    }

    // Files block: off the caller's thread.
    private static async ValueTask<T> OnThread<T>(
        Func<T> work, Func<string, T> unclear, CancellationToken cancellation)
    {
        try
        {
            return await Task.Run(work, cancellation);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return unclear(fault.Message);
        }
    }
}
