using Headroom.Engines.Contract;
using Headroom.Engines.Kubernetes.Objects;
using k8s;
using k8s.Models;

namespace Headroom.Engines.Kubernetes.Runs;

/// <summary>
/// What a watch has told of a pool's Jobs and pods. A watch may deliver an older state after a newer one, and a pod
/// again that has ended: objects go by their uid, and only a newer version takes an older one's place.
/// </summary>
internal sealed class RunCache
{
    private readonly Lock _lock = new();
    private readonly Dictionary<RunId, Entry> _entries = [];

    /// <summary>Takes a list as all that there is; the runs that have changed by it.</summary>
    public IReadOnlyList<RunId> Replace(V1JobList jobs, V1PodList pods)
    {
        lock (_lock)
        {
            var (jobUids, podUids) = (Uids(jobs.Items), Uids(pods.Items));
            foreach (var entry in _entries.Values)
            {
                if (entry.Job is { } job && !jobUids.Contains(job.Uid())) entry.Job = null;
                foreach (var pod in entry.Pods.Values.Where(pod => !podUids.Contains(pod.Uid())).ToList())
                    entry.Remove(pod);
            }

            foreach (var job in jobs.Items) Put(job);
            foreach (var pod in pods.Items) Put(pod);
            return [.. _entries.Keys.Order()];
        }
    }

    /// <summary>Takes a change; the run that it is of, null for none of ours.</summary>
    public RunId? Change(WatchEventType type, V1Job job)
    {
        lock (_lock)
        {
            if (RunMarks.RunOf(job) is not { } id) return null;
            if (type != WatchEventType.Deleted) Put(job);
            else if (_entries.TryGetValue(id, out var entry) && entry.Job?.Uid() == job.Uid()) entry.Job = null;
            return id;
        }
    }

    /// <inheritdoc cref="Change(WatchEventType, V1Job)"/>
    public RunId? Change(WatchEventType type, V1Pod pod)
    {
        lock (_lock)
        {
            if (RunMarks.RunOf(pod) is not { } id) return null;
            if (type == WatchEventType.Deleted) EntryOf(id).Remove(pod);
            else Put(pod);
            return id;
        }
    }

    /// <summary>All that was seen of a run; null when nothing was.</summary>
    public RunView? Of(RunId id)
    {
        lock (_lock) return _entries.GetValueOrDefault(id)?.View;
    }

    /// <summary>Runs of which something was seen.</summary>
    public IReadOnlyList<RunId> Ids()
    {
        lock (_lock) return [.. _entries.Keys];
    }

    /// <summary>Keeps nothing of a run any more.</summary>
    public void Forget(RunId id)
    {
        lock (_lock) _entries.Remove(id);
    }

    private void Put(V1Job job)
    {
        if (RunMarks.RunOf(job) is not { } id) return;

        var entry = EntryOf(id);
        if (entry.Job?.Uid() != job.Uid() || IsNewer(job, entry.Job)) entry.Job = job;
    }

    private void Put(V1Pod pod)
    {
        if (RunMarks.RunOf(pod) is not { } id) return;

        EntryOf(id).Put(pod);
    }

    private Entry EntryOf(RunId id)
    {
        if (!_entries.TryGetValue(id, out var entry)) _entries.Add(id, entry = new Entry());
        return entry;
    }

    private static bool IsNewer(IKubernetesObject<V1ObjectMeta> one, IKubernetesObject<V1ObjectMeta> other) =>
        !ulong.TryParse(one.ResourceVersion(), out var first)
        || !ulong.TryParse(other.ResourceVersion(), out var second) || first >= second;

    private static HashSet<string> Uids(IEnumerable<IKubernetesObject<V1ObjectMeta>> objects) =>
        objects.Select(one => one.Uid()).ToHashSet(StringComparer.Ordinal);

    private sealed class Entry
    {
        private readonly HashSet<string> _gone = new(StringComparer.Ordinal);

        public V1Job? Job { get; set; }

        public Dictionary<string, V1Pod> Pods { get; } = new(StringComparer.Ordinal);

        public V1Pod? Gone { get; private set; }

        public RunView View => new(Job, [.. Pods.Values], Gone);

        public void Put(V1Pod pod)
        {
            if (_gone.Contains(pod.Uid())) return;
            if (!Pods.TryGetValue(pod.Uid(), out var known) || IsNewer(pod, known)) Pods[pod.Uid()] = pod;
        }

        public void Remove(V1Pod pod)
        {
            // The last word of a pod may lack what an earlier one told.
            var known = Pods.GetValueOrDefault(pod.Uid());
            Gone = known is not null && PodReading.HasEnded(known) && !PodReading.HasEnded(pod) ? known : pod;
            _gone.Add(pod.Uid());
            Pods.Remove(pod.Uid());
        }
    }
}
