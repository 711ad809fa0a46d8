using System.Text;
using Headroom.Engines.Contract;
using Headroom.Engines.Kubernetes.Calls;
using Headroom.Engines.Kubernetes.Objects;
using Headroom.Engines.Local.Files;
using Headroom.Engines.Waiting;
using k8s;
using k8s.Models;

namespace Headroom.Engines.Kubernetes.Runs;

/// <summary>
/// Lists all Jobs and pods of a pool, watches them from there on, and lists again when the server no longer has what
/// came in between. How a run ended is written on its Job before anybody is told.
/// </summary>
internal sealed class RunWatch(KubernetesCalls calls, KubernetesEngineOptions options, TimeProvider clock)
{
    private const int LooksPerRest = 10;

    private readonly RunCache _cache = new();
    private readonly Lock _lock = new();
    private readonly Dictionary<RunId, RunState> _states = [];
    private readonly HashSet<RunId> _changed = [];
    private readonly Nudge _work = new();
    private readonly Nudge _told = new();

    /// <summary>Ends when a state has changed.</summary>
    public Task NextTold => _told.Next;

    /// <summary>Where all runs stand; those that have ended stand there until they are forgotten.</summary>
    public Dictionary<RunId, RunState> States()
    {
        lock (_lock) return new Dictionary<RunId, RunState>(_states);
    }

    /// <summary>All that was seen of a run; null when nothing was.</summary>
    public RunView? Of(RunId id) => _cache.Of(id);

    /// <summary>Works until it is cancelled.</summary>
    public Task RunAsync(CancellationToken cancellation) =>
        Task.WhenAll(WatchAsync(cancellation), TellAsync(cancellation));

    /// <summary>
    /// Where a run stands by what was seen of it. An ending is written down first, and only on the Job as it is now:
    /// pods are watched apart from it, and a stop may have come that was not seen yet. What was written before stays.
    /// </summary>
    /// <exception cref="KubernetesFault">It cannot be written.</exception>
    public async Task<RunState> StateAsync(RunId id, RunView view, CancellationToken cancellation)
    {
        while (true)
        {
            var state = view.StateAt(clock.GetUtcNow(), options.ImageWait);
            if (view.Job is not { } job || state is not RunEnded { Ending: var ending }) return state;
            if (RunMarks.EndingOf(job) is not null) return state;

            try
            {
                return await KeepAsync(id, job, ending, cancellation);
            }
            catch (KubernetesFault fault) when (fault.IsConflict || fault.Status == 404)
            {
                view = view with { Job = await calls.JobAsync(id, cancellation) };
            }
        }
    }

    private async Task<RunState> KeepAsync(
        RunId id, V1Job job, RunEnding ending, CancellationToken cancellation)
    {
        // Of a lost run or one that could not start nothing may be started again by the cluster.
        object? spec = ending.Cause is EndCause.Lost or EndCause.CouldNotStart ? new { parallelism = 0 } : null;
        var metadata = new
        {
            resourceVersion = job.ResourceVersion(),
            annotations = new Dictionary<string, string>
            {
                [RunMarks.EndingMark] = Encoding.UTF8.GetString(StateJson.Bytes(ending)),
            },
        };
        _ = await calls.PatchAsync(id, spec is null ? new { metadata } : new { metadata, spec }, cancellation);
        return new RunEnded(ending);
    }

    private async Task WatchAsync(CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                var (jobs, pods) = (await calls.JobsAsync(cancellation), await calls.PodsAsync(null, cancellation));
                Changed(_cache.Replace(jobs, pods));
                _work.Give();
                using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
                var first = await Task.WhenAny(
                    FollowJobsAsync(jobs.ResourceVersion(), both.Token),
                    FollowPodsAsync(pods.ResourceVersion(), both.Token));
                await both.CancelAsync();
                await first;
            }
            catch (Exception fault) when (KubernetesCalls.FaultOf(fault, cancellation) is { } told)
            {
                // What is too old is listed again at once.
                if (!told.IsGone) await Task.Delay(options.Poll, clock, cancellation);
            }
        }
    }

    private async Task FollowJobsAsync(string from, CancellationToken cancellation)
    {
        while (true)
        {
            await foreach (var (type, job) in calls.WatchJobsAsync(from, cancellation))
            {
                from = job.ResourceVersion() ?? from;
                if (type != WatchEventType.Bookmark && _cache.Change(type, job) is { } id) Changed([id]);
            }
        }
    }

    private async Task FollowPodsAsync(string from, CancellationToken cancellation)
    {
        while (true)
        {
            await foreach (var (type, pod) in calls.WatchPodsAsync(from, cancellation))
            {
                from = pod.ResourceVersion() ?? from;
                if (type != WatchEventType.Bookmark && _cache.Change(type, pod) is { } id) Changed([id]);
            }
        }
    }

    private void Changed(IReadOnlyList<RunId> ids)
    {
        lock (_lock) _changed.UnionWith(ids);
        _work.Give();
    }

    // Apart from the watch, which must not wait for what is written.
    private async Task TellAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var next = _work.Next;
            var again = false;
            foreach (var id in Take()) again |= !await TryTellAsync(id, cancellation);
            await Nudge.WaitAsync(next, again ? options.Poll : options.Poll * LooksPerRest, clock, cancellation);
        }
    }

    private async Task<bool> TryTellAsync(RunId id, CancellationToken cancellation)
    {
        if (_cache.Of(id) is not { } view) return true;

        try
        {
            if (view is { IsReplaced: true, Job.Spec.Parallelism: not 0 }) await FenceAsync(id, view, cancellation);
            var state = await StateAsync(id, view, cancellation);
            lock (_lock)
            {
                // The Job of a run that has ended is gone: it was forgotten, or its time is over.
                if (view.Job is null && _states.GetValueOrDefault(id) is null or RunEnded && !view.Live.Any())
                {
                    _states.Remove(id);
                    _cache.Forget(id);
                }
                else if (_states.GetValueOrDefault(id) is not RunEnded)
                {
                    _states[id] = state;
                }
            }

            _told.Give();
            return true;
        }
        catch (Exception fault) when (KubernetesCalls.FaultOf(fault, cancellation) is not null)
        {
            Changed([id]);
            return false;
        }
    }

    // A run is started once: what its cluster has put in the place of a deleted pod ends, and nothing more comes.
    private async Task FenceAsync(RunId id, RunView view, CancellationToken cancellation)
    {
        _ = await calls.PatchAsync(id, new { spec = new { parallelism = 0 } }, cancellation);
        foreach (var pod in view.Live) await calls.DeleteAsync(pod, TimeSpan.Zero, cancellation);
    }

    private List<RunId> Take()
    {
        lock (_lock)
        {
            // What waits for an image is looked at again though nothing changes: its patience ends.
            _changed.UnionWith(
                _states.Where(pair => pair.Value is RunAccepted { Waits.Length: > 0 }).Select(pair => pair.Key));
            var taken = _changed.Order().ToList();
            _changed.Clear();
            return taken;
        }
    }
}
