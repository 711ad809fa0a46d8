using Headroom.Cluster;
using Headroom.Scheduling.Gangs;
using Headroom.Scheduling.Queueing;

namespace Headroom.Scheduling.Backfill;

/// <summary>
/// A fleet of equal nodes with at most one reservation on it: what is free, and what is free
/// without touching the promise.
/// </summary>
internal sealed class ReservedFleet(GpuFleetShape fleet)
{
    private readonly int _gpusPerNode = fleet.GpusPerNode;
    private readonly NodeCalendar _calendar = new(fleet.NodeCount, fleet.GpusPerNode);
    private readonly int[] _reserved = new int[fleet.NodeCount];

    // Whether a finish since the last look may have made an earlier reservation possible.
    private bool _mayMoveEarlier;

    /// <summary>What is free now.</summary>
    public FreeNodes Free { get; } = new(fleet.NodeCount, fleet.GpusPerNode);

    /// <summary>What is free now and not needed by the reservation: open to jobs that may run past its start.</summary>
    public FreeNodes Spare { get; } = new(fleet.NodeCount, fleet.GpusPerNode);

    /// <summary>The promise to the head of the queue; null while nobody needs one.</summary>
    public Reservation? Reservation { get; private set; }

    /// <summary>
    /// Promises <paramref name="head"/> its earliest start; false when the promise it has stays as it is.
    /// </summary>
    public bool Reserve(in QueuedJob head, long now)
    {
        var kept = Reservation?.Order == head.Order ? Reservation : null;
        if (kept is not null && !_mayMoveEarlier) return false;

        _mayMoveEarlier = false;
        var start = _calendar.Earliest(head.GpuCount);
        if (kept is not null && start >= kept.Start) return false;

        Release();
        Reservation = new Reservation(head.Order, now, start, _calendar.Choose(head.GpuCount, start));
        for (var position = 0; position < Reservation.Nodes.Count; position++)
        {
            _reserved[Reservation.Nodes[position]] = Reservation.Nodes.GpusAt(position);
            RefreshSpare(Reservation.Nodes[position]);
        }

        return true;
    }

    /// <summary>
    /// Starts a job that fits: anywhere if it holds the promise or is done by then, else on what is spare.
    /// </summary>
    public StartedJob Start(in QueuedJob job, long now)
    {
        if (Reservation?.Order == job.Order) Release();

        var harmless = Reservation is null || now + job.EstimateMilliseconds <= Reservation.Start;
        var nodes = (harmless ? Free : Spare).Choose(job.GpuCount);
        var started = new StartedJob(job, nodes, now);
        Free.Take(nodes);
        for (var position = 0; position < nodes.Count; position++)
        {
            _calendar.Add(nodes[position], nodes.GpusAt(position), started.ExpectedEnd);
            RefreshSpare(nodes[position]);
        }

        return started;
    }

    /// <summary>Takes back the nodes of a job that is done.</summary>
    public void Finish(in StartedJob job)
    {
        Free.Give(job.Nodes);
        for (var position = 0; position < job.Nodes.Count; position++)
        {
            var node = job.Nodes[position];
            var before = WholePartFrom(node);
            var restBefore = RestFrom(node);
            _calendar.Remove(node, job.Nodes.GpusAt(position), job.ExpectedEnd);
            _mayMoveEarlier |= CrossedStart(before, WholePartFrom(node)) || CrossedStart(restBefore, RestFrom(node));
            RefreshSpare(node);
        }
    }

    private void Release()
    {
        if (Reservation is not { } released) return;

        Reservation = null;
        for (var position = 0; position < released.Nodes.Count; position++)
        {
            _reserved[released.Nodes[position]] = 0;
            RefreshSpare(released.Nodes[position]);
        }
    }

    private void RefreshSpare(int node) =>
        Spare[node] = _reserved[node] == 0
            ? Free[node]
            : Math.Min(Free[node], _calendar.FreeAt(node, Reservation!.Start) - _reserved[node]);

    // The earliest start is an order statistic of the nodes' times: it moves only when a node's
    // time passes it from above.
    private bool CrossedStart(long before, long after) =>
        Reservation is { } promise && before >= promise.Start && after < promise.Start;

    private long WholePartFrom(int node) =>
        Reservation is { } promise
            ? _calendar.FreeFrom(node, Math.Min(promise.Nodes.GpuCount, _gpusPerNode))
            : NodeCalendar.Now;

    private long RestFrom(int node)
    {
        if (Reservation is not { } promise || promise.Nodes.GpuCount <= _gpusPerNode) return NodeCalendar.Now;

        var rest = promise.Nodes.GpuCount % _gpusPerNode;
        return rest == 0 ? NodeCalendar.Now : _calendar.FreeFrom(node, rest);
    }
}
