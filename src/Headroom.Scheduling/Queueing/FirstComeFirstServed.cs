using Headroom.Cluster;
using Headroom.Scheduling.Gangs;

namespace Headroom.Scheduling.Queueing;

/// <summary>Strict order of submission: a head that does not fit blocks everyone behind it.</summary>
public sealed class FirstComeFirstServed(GpuFleetShape fleet) : IQueuePolicy
{
    private readonly FreeNodes _free = new(fleet.NodeCount, fleet.GpusPerNode);
    private readonly Queue<QueuedJob> _waiting = new();

    /// <inheritdoc/>
    public void Submit(in QueuedJob job, long now) => _waiting.Enqueue(job);

    /// <inheritdoc/>
    public void Finish(in StartedJob job, long now) => _free.Give(job.Nodes);

    /// <inheritdoc/>
    public bool TryStart(long now, out StartedJob started)
    {
        started = default;
        if (!_waiting.TryPeek(out var head) || !_free.Fits(head.GpuCount)) return false;

        started = new StartedJob(_waiting.Dequeue(), _free.Choose(head.GpuCount), now);
        _free.Take(started.Nodes);
        return true;
    }
}
