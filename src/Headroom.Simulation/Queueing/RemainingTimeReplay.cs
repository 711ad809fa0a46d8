using Headroom.Cluster;
using Headroom.Scheduling.Gangs;

namespace Headroom.Simulation.Queueing;

/// <summary>
/// Shortest remaining time first (srtf), or shortest remaining time times accelerators first (srsf): at every
/// event the cluster is filled anew in that order, skipping what does not fit. It knows the work of every job:
/// a clairvoyant reference.
/// </summary>
/// <remarks>
/// Hot path: an event costs one merge of the queue, O(waiting) moves of integers without allocation. The plain version
/// in the tests, which sorts everything at every event, must agree.
/// </remarks>
internal sealed class RemainingTimeReplay(
    GpuFleetShape fleet, JobProgress progress, Arrivals arrivals, RunLedger ledger, bool timesAccelerators)
{
    private readonly FreeNodes _free = new(fleet.NodeCount, fleet.GpusPerNode);
    private readonly EndGroup _ends = new();
    private readonly RunnableQueue _queue = new(progress.GpuCount.Length);
    private readonly List<(int Order, GangNodes Nodes)> _started = [];

    // The event at which a job was last given nodes; a running job was given some at the event before. The
    // first event is number 2.
    private readonly int[] _placedIn = new int[progress.GpuCount.Length];
    private int _event = 1;
    private List<int> _running = [];
    private List<int> _runningBefore = [];

    /// <summary>Runs to the last finish.</summary>
    public void Run()
    {
        while (true)
        {
            var now = Math.Min(arrivals.NextTime, _ends.Time);
            if (double.IsPositiveInfinity(now)) return;

            var arrive = arrivals.NextTime == now;
            if (_ends.Time == now) Complete(now);
            if (arrive) Submit(now);
            Advance(now);
            _queue.Reorder(_running);
            Refill(now);
            progress.PredictEnds(_running, now);
            _ends.Form(_running, progress.Ends);
        }
    }

    private void Complete(double now)
    {
        foreach (var order in _ends.Members)
        {
            ledger.Finished(order, now);
            _queue.Remove(order);
            _running.Remove(order);
        }
    }

    private void Submit(double now)
    {
        foreach (var order in arrivals.Take())
        {
            ledger.Submitted(order, progress.Submitted[order], now);
            _queue.Append(order, KeyOf(order));
        }
    }

    private void Advance(double now)
    {
        foreach (var order in _running)
        {
            progress.Advance(order, now);
            _queue.SetKey(order, KeyOf(order));
        }
    }

    private double KeyOf(int order) =>
        timesAccelerators ? progress.SecondsLeft[order] * progress.GpuCount[order] : progress.SecondsLeft[order];

    private void Refill(double now)
    {
        _event++;
        (_running, _runningBefore) = (_runningBefore, _running);
        _running.Clear();
        _started.Clear();
        _free.Clear();
        foreach (var order in _queue.Ordered)
        {
            if (_free.Total == 0) break;
            if (_free.Fits(progress.GpuCount[order])) Place(order);
        }

        foreach (var order in _runningBefore)
        {
            if (_placedIn[order] != _event) ledger.Stopped(order, now);
        }

        foreach (var (order, nodes) in _started)
        {
            progress.Resume(order, now);
            ledger.Started(order, now, nodes);
        }
    }

    private void Place(int order)
    {
        var nodes = _free.Choose(progress.GpuCount[order]);
        _free.Take(nodes);
        _running.Add(order);
        var ranBefore = _placedIn[order] == _event - 1;
        if (!ranBefore) _started.Add((order, nodes));
        _placedIn[order] = _event;
    }
}
