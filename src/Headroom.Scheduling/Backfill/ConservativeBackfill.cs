using Headroom.Cluster;
using Headroom.Scheduling.Gangs;
using Headroom.Scheduling.Queueing;

namespace Headroom.Scheduling.Backfill;

/// <summary>
/// Conservative backfill (Mu'alem and Feitelson, IEEE TPDS 12(6), 2001): every waiting job holds a reservation in time
/// and on named nodes, the earliest that delays no other. When a job is done before expected, reservations move
/// earlier, in order of submission and until none can; no reservation ever moves later.
/// </summary>
/// <remarks>
/// Estimates must not be too short. A new job costs O(nodes + promises); an early finish looks at every waiting job, on
/// the nodes that got freer only.
/// </remarks>
public sealed class ConservativeBackfill(GpuFleetShape fleet, ICollection<Reservation>? promises = null) : IQueuePolicy
{
    private readonly FleetTimeline _timeline = new(fleet);
    private readonly FreedNodes _freed = new(fleet.NodeCount);
    private readonly PriorityQueue<PlannedJob, (long Start, int Order)> _starts = new();
    private List<PlannedJob> _waiting = [];
    private int _startedSinceTidy;

    /// <inheritdoc/>
    public long NextWake => TryNextStart(out var next) ? next.Start : long.MaxValue;

    /// <inheritdoc/>
    public void Submit(in QueuedJob job, long now)
    {
        // Those who wait already get what came free first.
        MoveEarlier(now);
        var (start, nodes) = _timeline.Earliest(job.GpuCount, job.EstimateMilliseconds, now, long.MaxValue / 2)
            ?? throw new InvalidOperationException(
                $"job {job.Order} asks for {job.GpuCount} accelerators of {fleet.GpuCount}");
        var planned = new PlannedJob(job);
        _waiting.Add(planned);
        Promise(planned, start, nodes, now);
    }

    /// <inheritdoc/>
    public void Finish(in StartedJob job, long now)
    {
        if (job.ExpectedEnd <= now) return;

        _timeline.Give(job.Nodes, now, job.ExpectedEnd, now);
        _freed.Add(job.Nodes);
    }

    /// <inheritdoc/>
    public bool TryStart(long now, out StartedJob started)
    {
        started = default;
        MoveEarlier(now);
        if (!TryNextStart(out var next) || next.Start > now) return false;

        _starts.Dequeue();
        next.HasStarted = true;
        Tidy();
        started = new StartedJob(next.Job, next.Nodes, now);
        return true;
    }

    private void MoveEarlier(long now)
    {
        if (_freed.IsEmpty) return;

        bool moved;
        do
        {
            moved = false;
            foreach (var planned in _waiting)
                moved |= TryMove(planned, now);
        }
        while (moved);

        _freed.Clear();
    }

    // Every reservation was the earliest possible before something came free, so only the nodes freed since the
    // last look can improve it.
    private bool TryMove(PlannedJob planned, long now)
    {
        if (planned.HasStarted || planned.Start <= now || !_freed.AnySince(planned.FreedSeen)) return false;

        var seen = planned.FreedSeen;
        planned.FreedSeen = _freed.Version;
        if (!HoldsFreed(planned, seen) && !FreedOffersEarlier(planned, seen, now)) return false;

        var (oldStart, oldNodes) = (planned.Start, planned.Nodes);
        _timeline.Give(oldNodes, oldStart, oldStart + planned.Job.EstimateMilliseconds, now);
        if (FindEarlier(planned, seen, now) is not var (start, nodes))
        {
            _timeline.Take(oldNodes, oldStart, oldStart + planned.Job.EstimateMilliseconds, now);
            return false;
        }

        _freed.Add(oldNodes);
        Promise(planned, start, nodes, now);
        return true;
    }

    private bool HoldsFreed(PlannedJob planned, int seen)
    {
        for (var position = 0; position < planned.Nodes.Count; position++)
        {
            if (_freed.IsSince(planned.Nodes[position], seen)) return true;
        }

        return false;
    }

    // A quick look that leaves the plan alone: it settles nearly all jobs, whose own hold lies on
    // nodes that did not change.
    private bool FreedOffersEarlier(PlannedJob planned, int seen, long now)
    {
        var (gpuCount, duration) = (planned.Job.GpuCount, planned.Job.EstimateMilliseconds);
        var most = Math.Min(gpuCount, fleet.GpusPerNode);
        var rest = gpuCount % fleet.GpusPerNode;
        foreach (var node in _freed.Nodes)
        {
            if (!_freed.IsSince(node, seen)) continue;
            if (_timeline.FirstOn(node, most, duration, now) < planned.Start) return true;
            if (gpuCount > most && rest > 0 && _timeline.FirstOn(node, rest, duration, now) < planned.Start)
                return true;
        }

        return false;
    }

    private (long Start, GangNodes Nodes)? FindEarlier(PlannedJob planned, int seen, long now)
    {
        var job = planned.Job;
        if (job.GpuCount > fleet.GpusPerNode)
            return _timeline.Earliest(job.GpuCount, job.EstimateMilliseconds, now, planned.Start);

        var (best, bestNode) = (planned.Start, -1);
        foreach (var node in _freed.Nodes)
        {
            if (!_freed.IsSince(node, seen)) continue;

            // The node of the hold that was just given up has changed: one walk costs less there than
            // renewing what is known of it.
            var start = node == planned.Nodes[0]
                ? _timeline.EarliestOn(node, job.GpuCount, job.EstimateMilliseconds, now, best + 1)
                : _timeline.FirstOn(node, job.GpuCount, job.EstimateMilliseconds, now);
            if (start < best || (start == best && bestNode > node)) (best, bestNode) = (start, node);
        }

        return bestNode < 0 ? null : (best, new GangNodes(job.GpuCount, bestNode));
    }

    private void Promise(PlannedJob planned, long start, in GangNodes nodes, long now)
    {
        (planned.Start, planned.Nodes, planned.FreedSeen) = (start, nodes, _freed.Version);
        _timeline.Take(nodes, start, start + planned.Job.EstimateMilliseconds, now);
        _starts.Enqueue(planned, (start, planned.Job.Order));
        promises?.Add(new Reservation(planned.Job.Order, now, start, nodes));
    }

    // An entry of the heap whose start is no longer the job's is left over from before a move.
    private bool TryNextStart(out PlannedJob next)
    {
        while (_starts.TryPeek(out next!, out var key))
        {
            if (!next.HasStarted && next.Start == key.Start) return true;
            _starts.Dequeue();
        }

        return false;
    }

    private void Tidy()
    {
        if (++_startedSinceTidy * 2 < _waiting.Count) return;

        _startedSinceTidy = 0;
        _waiting = _waiting.FindAll(static planned => !planned.HasStarted);
    }

    private sealed class PlannedJob(QueuedJob job)
    {
        public QueuedJob Job { get; } = job;

        public long Start { get; set; }

        public GangNodes Nodes { get; set; }

        /// <summary>Version of the freed nodes that the reservation has been held against.</summary>
        public int FreedSeen { get; set; }

        public bool HasStarted { get; set; }
    }
}
