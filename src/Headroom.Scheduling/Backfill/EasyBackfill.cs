using Headroom.Cluster;
using Headroom.Scheduling.Queueing;

namespace Headroom.Scheduling.Backfill;

/// <summary>
/// EASY backfill (Lifka, "The ANL/IBM SP scheduling system", 1995): the head of the queue holds a reservation in time
/// and on named nodes; a later job starts early if it fits now and either ends before that time or takes only what
/// the head will not need.
/// </summary>
/// <remarks>
/// Estimates must not be too short, or the promise cannot be kept. The reservation is kept until the head starts, and
/// replaced only by an earlier one. A cycle costs O(sizes log waiting) and not O(waiting): of each size only the first
/// job that may start is looked at.
/// </remarks>
public sealed class EasyBackfill(GpuFleetShape fleet, ICollection<Reservation>? promises = null) : IQueuePolicy
{
    private readonly ReservedFleet _fleet = new(fleet);
    private readonly SizeClasses<WaitingLine> _waiting = new(fleet.GpuCount, gpuCount => new WaitingLine(gpuCount));

    /// <inheritdoc/>
    public void Submit(in QueuedJob job, long now) => _waiting.Of(job.GpuCount).Append(job);

    /// <inheritdoc/>
    public void Finish(in StartedJob job, long now) => _fleet.Finish(job);

    /// <inheritdoc/>
    public bool TryStart(long now, out StartedJob started)
    {
        started = default;
        if (!TryHead(out var head, out var headPosition)) return false;

        if (_fleet.Free.Fits(head.GpuCount))
        {
            started = Start(head, headPosition, now);
            return true;
        }

        if (_fleet.Reserve(head, now)) promises?.Add(_fleet.Reservation!);
        if (!TryBackfill(_fleet.Reservation!.Start - now, out var job, out var position)) return false;

        started = Start(job, position, now);
        return true;
    }

    private bool TryHead(out QueuedJob head, out int position)
    {
        (head, position) = (default, -1);
        foreach (var line in _waiting.All)
        {
            if (line.TryFirst(long.MaxValue - 1, out var job, out var at) && (position < 0 || job.Order < head.Order))
                (head, position) = (job, at);
        }

        return position >= 0;
    }

    // Starting a job only shrinks what is free, so a job passed over in this cycle stays unfit in it:
    // the first that may start, over and over, is the same as one walk down the queue.
    private bool TryBackfill(long timeLeft, out QueuedJob chosen, out int position)
    {
        (chosen, position) = (default, -1);
        foreach (var line in _waiting.All)
        {
            if (line.Count == 0 || !_fleet.Free.Fits(line.GpuCount)) continue;

            var estimateMax = _fleet.Spare.Fits(line.GpuCount) ? long.MaxValue - 1 : timeLeft;
            if (line.TryFirst(estimateMax, out var job, out var at) && (position < 0 || job.Order < chosen.Order))
                (chosen, position) = (job, at);
        }

        return position >= 0;
    }

    private StartedJob Start(in QueuedJob job, int position, long now)
    {
        _waiting.Of(job.GpuCount).RemoveAt(position);
        return _fleet.Start(job, now);
    }
}
