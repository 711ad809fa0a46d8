using Headroom.Cluster;
using Headroom.Scheduling.Gangs;
using Headroom.Scheduling.Queueing;

namespace Headroom.Scheduling.Prediction;

/// <summary>
/// Least predicted GPU-time first (quasi-shortest-service-first, Hu et al., "Characterization and prediction of deep
/// learning workloads in large-scale GPU datacenters", SC'21), skipping what does not fit. Predictions come only from
/// jobs that have finished, and follow them while a job waits; equal predictions start in order of submission.
/// </summary>
/// <remarks>A start costs O(kinds that wait and fit), a kind being jobs of the same user, name and size.</remarks>
public sealed class ShortestPredictedFirst(GpuFleetShape fleet) : IQueuePolicy
{
    private readonly FreeNodes _free = new(fleet.NodeCount, fleet.GpusPerNode);
    private readonly RuntimeHistory _history = new();
    private readonly SizeClasses<WaitingKinds> _waiting = new(fleet.GpuCount, gpuCount => new WaitingKinds(gpuCount));

    /// <inheritdoc/>
    public void Submit(in QueuedJob job, long now)
    {
        var kind = KindOf(job);
        kind.Waiting.Enqueue(job);
        if (kind.Waiting.Count == 1) _waiting.Of(job.GpuCount).Kinds.Add(kind);
    }

    /// <inheritdoc/>
    public void Finish(in StartedJob job, long now)
    {
        _free.Give(job.Nodes);
        KindOf(job.Job).Learn(now - job.StartedAt);
    }

    /// <inheritdoc/>
    public bool TryStart(long now, out StartedJob started)
    {
        (WaitingKinds? line, var at, var best) = (null, -1, (long.MaxValue, int.MaxValue));
        foreach (var candidate in _waiting.All)
        {
            if (candidate.Kinds.Count == 0 || !_free.Fits(candidate.GpuCount)) continue;

            var (index, key) = candidate.Least();
            if (key.CompareTo(best) < 0) (line, at, best) = (candidate, index, key);
        }

        started = default;
        if (line is null) return false;

        started = new StartedJob(line.TakeFrom(at), _free.Choose(line.GpuCount), now);
        _free.Take(started.Nodes);
        return true;
    }

    private JobKind KindOf(in QueuedJob job) => _history.KindOf(job.User, job.Name, job.GpuCount);

    // Kinds of one size that have waiting jobs, in no order that matters: ties end in the order of submission.
    private sealed class WaitingKinds(int gpuCount)
    {
        public int GpuCount { get; } = gpuCount;

        public List<JobKind> Kinds { get; } = [];

        public (int Index, (long GpuMilliseconds, int Order) Key) Least()
        {
            var (least, leastKey) = (-1, (long.MaxValue, int.MaxValue));
            for (var index = 0; index < Kinds.Count; index++)
            {
                var key = (Kinds[index].PredictedGpuMilliseconds, Kinds[index].Waiting.Peek().Order);
                if (key.CompareTo(leastKey) < 0) (least, leastKey) = (index, key);
            }

            return (least, leastKey);
        }

        public QueuedJob TakeFrom(int index)
        {
            var job = Kinds[index].Waiting.Dequeue();
            if (Kinds[index].Waiting.Count > 0) return job;

            Kinds[index] = Kinds[^1];
            Kinds.RemoveAt(Kinds.Count - 1);
            return job;
        }
    }
}
