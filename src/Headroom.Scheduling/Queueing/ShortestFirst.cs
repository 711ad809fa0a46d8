using Headroom.Cluster;
using Headroom.Scheduling.Gangs;

namespace Headroom.Scheduling.Queueing;

/// <summary>
/// Shortest estimate first, skipping what does not fit; equal estimates in order of submission. Told the true runtimes
/// it is the clairvoyant reference "sjf". It protects nobody: a large or long job may wait without end.
/// </summary>
public sealed class ShortestFirst(GpuFleetShape fleet) : IQueuePolicy
{
    private readonly FreeNodes _free = new(fleet.NodeCount, fleet.GpusPerNode);
    private readonly SizeClasses<WaitingHeap> _waiting = new(fleet.GpuCount, gpuCount => new WaitingHeap(gpuCount));

    /// <inheritdoc/>
    public void Submit(in QueuedJob job, long now) =>
        _waiting.Of(job.GpuCount).Jobs.Enqueue(job, (job.EstimateMilliseconds, job.Order));

    /// <inheritdoc/>
    public void Finish(in StartedJob job, long now) => _free.Give(job.Nodes);

    /// <inheritdoc/>
    public bool TryStart(long now, out StartedJob started)
    {
        WaitingHeap? best = null;
        var bestKey = (long.MaxValue, int.MaxValue);
        foreach (var line in _waiting.All)
        {
            if (!line.Jobs.TryPeek(out _, out var key) || key.CompareTo(bestKey) >= 0 || !_free.Fits(line.GpuCount))
                continue;
            (best, bestKey) = (line, key);
        }

        started = default;
        if (best is null) return false;

        started = new StartedJob(best.Jobs.Dequeue(), _free.Choose(best.GpuCount), now);
        _free.Take(started.Nodes);
        return true;
    }

    private sealed class WaitingHeap(int gpuCount)
    {
        public int GpuCount { get; } = gpuCount;

        public PriorityQueue<QueuedJob, (long Estimate, int Order)> Jobs { get; } = new();
    }
}
