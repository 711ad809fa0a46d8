using Headroom.Cluster;
using Headroom.Engines.Contract;
using Headroom.Engines.Slurm.Calls;
using Headroom.Engines.Slurm.Runs;
using Headroom.Engines.Slurm.Tools;
using Headroom.Engines.Waiting;

namespace Headroom.Engines.Slurm;

/// <summary>
/// Runs work as jobs of a Slurm cluster, 22.05 or newer, each run a job of its name. Everything that matters is in
/// Slurm or in the engine's folder: it may be killed at any time and opened again. One at a time may have a folder
/// open.
/// </summary>
public sealed class SlurmEngine : IEngine, IDisposable
{
    private const int AskedAtOnce = 4_096;

    private readonly SlurmEngineOptions _options;
    private readonly TimeProvider _clock;
    private readonly ToolCalls _calls;
    private readonly RunShelf _shelf;
    private readonly RunWatch _watch;
    private readonly SlurmStarts _starts;
    private readonly SlurmSite _site;
    private readonly SlurmChecks _checks;
    private readonly Grouped<RunId, Looked> _looks;
    private readonly Nudge _nudge = new();

    /// <summary>Opens the engine's folder, and makes it when it is not there.</summary>
    /// <exception cref="IOException">The folder cannot be made or read.</exception>
    /// <exception cref="ArgumentException">The pool's name is none.</exception>
    public SlurmEngine(SlurmEngineOptions options, TimeProvider clock)
    {
        PoolName.Require(options.Pool, nameof(options));
        (_options, _clock) = (options, clock);
        _shelf = new RunShelf(Path.GetFullPath(options.Root));
        _calls = new ToolCalls(new SlurmTools(options.Access, clock), _shelf.ScriptFile, options.Access.SubmissionsMax);
        _watch = new RunWatch(_calls, _shelf, options, clock);
        _watch.Open();
        _looks = new Grouped<RunId, Looked>(AskedAtOnce, async asked =>
        {
            var looked = await _watch.LookAsync();
            return [.. asked.Select(_ => looked)];
        });
        _site = new SlurmSite(_calls, _shelf, options);
        var orders = new SlurmOrder(options, _shelf);
        _starts = new SlurmStarts(_calls, _shelf, _watch, _looks, orders, _site, options, clock);
        _checks = new SlurmChecks(_calls, _site, orders, options);
        _watch.IsStarting = _starts.IsStarting;
    }

    /// <inheritdoc/>
    public string Name => _options.Name;

    /// <inheritdoc/>
    public string Kind => "slurm";

    /// <inheritdoc/>
    public async ValueTask<StartAnswer> StartAsync(RunOrder order, CancellationToken cancellation)
    {
        var answer = await _starts.StartAsync(order, cancellation);
        _nudge.Give();
        return answer;
    }

    /// <inheritdoc/>
    public async ValueTask<FindAnswer> FindAsync(RunId id, CancellationToken cancellation)
    {
        try
        {
            if (_shelf.Read(id).Ending is { } ended) return new FindAnswer.Found(new RunEnded(ended));
            if (_starts.IsStarting(id)) return new FindAnswer.CannotSay($"A start of {id} goes on; ask again.");

            _ = _watch.Open(id);
            var looked = await _looks.AskAsync(id, cancellation);
            if (looked.States.TryGetValue(id, out var state)) return new FindAnswer.Found(state);

            // A look of somebody else may have seen the end.
            return _shelf.Read(id).Ending is { } ending
                ? new FindAnswer.Found(new RunEnded(ending))
                : new FindAnswer.Absent();
        }
        catch (Exception fault) when (IsPassing(fault))
        {
            return new FindAnswer.CannotSay(fault.Message);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<ListAnswer> ListAsync(string prefix, CancellationToken cancellation)
    {
        try
        {
            var looked = await _looks.AskAsync(default, cancellation);
            var states = looked.States
                .Where(pair => pair.Key.Text.StartsWith(prefix, StringComparison.Ordinal))
                .ToDictionary();
            foreach (var id in _shelf.Ids(prefix))
            {
                if (_shelf.Read(id).Ending is { } ending) states[id] = new RunEnded(ending);
            }

            return new ListAnswer.Listed(ValueList.From(
                states.OrderBy(pair => pair.Key).Select(pair => new FoundRun(pair.Key, pair.Value))));
        }
        catch (Exception fault) when (IsPassing(fault))
        {
            return new ListAnswer.CannotSay(fault.Message);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<EngineAnswer> StopAsync(RunId id, StopRules? rules, CancellationToken cancellation)
    {
        if (rules is not null && OrderCheck.Fault(rules) is { } wrong)
            return Refused(RefusalReason.InvalidOrder, wrong);

        try
        {
            if (_shelf.Read(id).Ending is not null) return new EngineAnswer.Done();
            if (_watch.Open(id) is { } run)
            {
                run.Write(new RunStop(rules ?? run.Order!.Stop, _clock.GetUtcNow(), EndCause.Stopped));
                // Drives it; and if Slurm cannot be asked now, a later look does.
                _ = await _looks.AskAsync(id, cancellation);
                _nudge.Give();
                return new EngineAnswer.Done();
            }

            var strays = (await _looks.AskAsync(id, cancellation)).Jobs[id].ToList();
            foreach (var job in strays) await _calls.CancelAsync(job, onlyWaiting: false, cancellation);
            return strays.Count > 0
                ? new EngineAnswer.Done()
                : Refused(RefusalReason.UnknownRun, $"There is no run {id} here; it has not come or was forgotten.");
        }
        catch (SlurmFault) when (_watch.Open(id)?.Stop is not null)
        {
            return new EngineAnswer.Done();
        }
        catch (Exception fault) when (IsPassing(fault))
        {
            return new EngineAnswer.Unclear(fault.Message);
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<FoundRun> ReportsAsync(CancellationToken cancellation) =>
        new SlurmReports(_looks, _shelf, _nudge, _options, _clock).ReadAsync(cancellation);

    /// <inheritdoc/>
    public IAsyncEnumerable<LogChunk> LogsAsync(RunId id, LogRequest request, CancellationToken cancellation) =>
        new SlurmLogs(_shelf.Of(id).Log(request.Stream), ending => HasEndedAsync(id, ending), _options.Poll, _clock)
            .ReadAsync(request, cancellation);

    /// <inheritdoc/>
    public async ValueTask<EngineAnswer> ForgetAsync(RunId id, CancellationToken cancellation)
    {
        try
        {
            var found = await FindAsync(id, cancellation);
            if (found is FindAnswer.CannotSay { Sentence: var sentence }) return new EngineAnswer.Unclear(sentence);
            if (found is FindAnswer.Found { State: not RunEnded })
            {
                return Refused(
                    RefusalReason.StillRunning, $"The run {id} has not ended; stop it and wait for its ending.");
            }

            _shelf.Remove(id);
            _watch.Close(id);
            return new EngineAnswer.Done();
        }
        catch (Exception fault) when (IsPassing(fault))
        {
            return new EngineAnswer.Unclear(fault.Message);
        }
    }

    /// <inheritdoc/>
    public ValueTask<ValueList<EngineCheck>> CheckAsync(CancellationToken cancellation) =>
        new(_checks.RunAsync(cancellation));

    /// <inheritdoc/>
    public async ValueTask<Discovered> DiscoverAsync(CancellationToken cancellation)
    {
        try
        {
            return await _site.DiscoverAsync(cancellation);
        }
        catch (SlurmFault fault)
        {
            return new Discovered([], [fault.Message]);
        }
    }

    /// <summary>Lets go of what the engine holds of this process. Runs go on.</summary>
    public void Dispose() => _calls.Dispose();

    private async Task<bool> HasEndedAsync(RunId id, CancellationToken cancellation) =>
        await FindAsync(id, cancellation) is FindAnswer.Absent or FindAnswer.Found { State: RunEnded };

    private static bool IsPassing(Exception fault) => fault is SlurmFault or IOException or UnauthorizedAccessException;

    private static EngineAnswer.Refused Refused(RefusalReason reason, string sentence) =>
        new(new EngineRefusal(reason, sentence));
}
