using System.Text;
using Headroom.Cluster;
using Headroom.Engines.Contract;
using Headroom.Engines.Kubernetes.Calls;
using Headroom.Engines.Kubernetes.Objects;
using Headroom.Engines.Kubernetes.Runs;
using Headroom.Engines.Local.Files;
using k8s.Models;

namespace Headroom.Engines.Kubernetes;

/// <summary>
/// Runs work as Jobs of a Kubernetes cluster, each run a Job of its name, so that a start that comes twice is one Job.
/// Everything that matters stands on the Jobs themselves: it may be killed at any time and opened again.
/// </summary>
public sealed class KubernetesEngine : IEngine, IDisposable
{
    private readonly KubernetesEngineOptions _options;
    private readonly TimeProvider _clock;
    private readonly KubernetesCalls _calls;
    private readonly KubernetesSite _site;
    private readonly KubernetesStarts _starts;
    private readonly RunWatch _watch;
    private readonly StoppedLogs _stoppedLogs;
    private readonly CancellationTokenSource _closing = new();

    /// <summary>Opens the engine's folder and begins to watch; the cluster need not answer yet.</summary>
    /// <exception cref="IOException">The folder cannot be made.</exception>
    /// <exception cref="ArgumentException">The pool's name is none.</exception>
    public KubernetesEngine(KubernetesEngineOptions options, TimeProvider clock)
    {
        PoolName.Require(options.Pool, nameof(options));
        (_options, _clock) = (options, clock);
        _calls = new KubernetesCalls(options);
        _site = new KubernetesSite(_calls, options);
        _watch = new RunWatch(_calls, options, clock);
        _starts = new KubernetesStarts(_calls, _site, _watch, options);
        _stoppedLogs = new StoppedLogs(_calls, Path.GetFullPath(options.Root), _closing.Token);
        _ = Task.Run(() => _watch.RunAsync(_closing.Token), CancellationToken.None);
    }

    /// <inheritdoc/>
    public string Name => _options.Name;

    /// <inheritdoc/>
    public string Kind => "kubernetes";

    /// <inheritdoc/>
    public ValueTask<StartAnswer> StartAsync(RunOrder order, CancellationToken cancellation) =>
        new(_starts.StartAsync(order, cancellation));

    /// <inheritdoc/>
    public async ValueTask<FindAnswer> FindAsync(RunId id, CancellationToken cancellation)
    {
        try
        {
            if (_starts.IsStarting(id)) return new FindAnswer.CannotSay($"A start of {id} goes on; ask again.");

            var job = await _calls.JobAsync(id, cancellation);
            if (job is not null && RunMarks.RunOf(job) == id)
                return new FindAnswer.Found(await _starts.StateAsync(id, job, cancellation));

            var pods = await _calls.PodsAsync(id, cancellation);
            return pods.Items.All(PodReading.HasEnded)
                ? new FindAnswer.Absent()
                : new FindAnswer.CannotSay($"The Job {id} is gone and its pod has not ended; ask again.");
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
            var runs = new List<(RunId Id, V1Job Job, RunView? Seen)>();
            foreach (var job in (await _calls.JobsAsync(cancellation)).Items)
            {
                if (RunMarks.RunOf(job) is { } id && id.Text.StartsWith(prefix, StringComparison.Ordinal))
                    runs.Add((id, job, _watch.Of(id)));
            }

            var pods = (await _calls.PodsAsync(null, cancellation)).Items.ToLookup(RunMarks.RunOf);
            var found = new List<FoundRun>();
            foreach (var (id, job, seen) in runs)
            {
                var state = await _starts.StateAsync(id, job, seen, [.. pods[id]], cancellation);
                found.Add(new FoundRun(id, state));
            }

            return new ListAnswer.Listed(ValueList.From(found.OrderBy(run => run.Id)));
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
            if (await _calls.JobAsync(id, cancellation) is not { } job || RunMarks.RunOf(job) != id)
                return await StopWithoutJobAsync(id, cancellation);
            if (RunMarks.EndingOf(job) is not null) return new EngineAnswer.Done();

            var wish = rules ?? RunMarks.RulesOf(job);
            if (RunMarks.StopOf(job) is { } before) wish = StopWish.Shorter(before, wish);
            // The cluster deletes pods by itself as soon as there are to be none, and their logs with them.
            await KeepLogsAsync(id, cancellation);
            // First that no other pod is made in the place of the one that ends.
            _ = await _calls.PatchAsync(id, StopPatch(wish), cancellation);
            foreach (var pod in await LivePodsAsync(id, cancellation))
                await _calls.DeleteAsync(pod, JobManifest.GraceOf(wish), cancellation);

            return new EngineAnswer.Done();
        }
        catch (Exception fault) when (IsPassing(fault))
        {
            return new EngineAnswer.Unclear(fault.Message);
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<FoundRun> ReportsAsync(CancellationToken cancellation) =>
        new KubernetesReports(_watch, _options, _clock).ReadAsync(cancellation);

    /// <inheritdoc/>
    public IAsyncEnumerable<LogChunk> LogsAsync(RunId id, LogRequest request, CancellationToken cancellation) =>
        new KubernetesLogs(_calls, _stoppedLogs, _options, _clock).ReadAsync(
            id, request, async token =>
                await FindAsync(id, token) is FindAnswer.Absent or FindAnswer.Found { State: RunEnded }, cancellation);

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

            await _calls.DeleteAsync(id, cancellation);
            _stoppedLogs.Remove(id);
            return new EngineAnswer.Done();
        }
        catch (Exception fault) when (IsPassing(fault))
        {
            return new EngineAnswer.Unclear(fault.Message);
        }
    }

    /// <inheritdoc/>
    public ValueTask<ValueList<EngineCheck>> CheckAsync(CancellationToken cancellation) =>
        new(new KubernetesChecks(_calls, _options).RunAsync(cancellation));

    /// <inheritdoc/>
    public async ValueTask<Discovered> DiscoverAsync(CancellationToken cancellation)
    {
        try
        {
            return await _site.DiscoverAsync(cancellation);
        }
        catch (KubernetesFault fault)
        {
            return new Discovered([], [fault.Message]);
        }
    }

    /// <summary>Ends the watch and closes connections. Runs go on.</summary>
    public void Dispose()
    {
        _closing.Cancel();
        _calls.Dispose();
        _closing.Dispose();
    }

    private async Task<EngineAnswer> StopWithoutJobAsync(RunId id, CancellationToken cancellation)
    {
        var live = await LivePodsAsync(id, cancellation);
        foreach (var pod in live) await _calls.DeleteAsync(pod, TimeSpan.Zero, cancellation);
        return live.Count > 0
            ? new EngineAnswer.Done()
            : Refused(RefusalReason.UnknownRun, $"There is no run {id} here; it has not come or was forgotten.");
    }

    private async Task KeepLogsAsync(RunId id, CancellationToken cancellation)
    {
        foreach (var pod in await LivePodsAsync(id, cancellation))
        {
            if (PodReading.StartedAt(pod) is not null) await _stoppedLogs.BeginAsync(id, pod, cancellation);
        }
    }

    private async Task<IReadOnlyList<V1Pod>> LivePodsAsync(RunId id, CancellationToken cancellation) =>
        [.. (await _calls.PodsAsync(id, cancellation)).Items.Where(pod => !PodReading.HasEnded(pod))];

    private static object StopPatch(StopRules wish) => new
    {
        metadata = new
        {
            annotations = new Dictionary<string, string>
            {
                [RunMarks.StopMark] = Encoding.UTF8.GetString(StateJson.Bytes(wish)),
            },
        },
        spec = new { parallelism = 0 },
    };

    private static bool IsPassing(Exception fault) =>
        fault is KubernetesFault or IOException or UnauthorizedAccessException;

    private static EngineAnswer.Refused Refused(RefusalReason reason, string sentence) =>
        new(new EngineRefusal(reason, sentence));
}
