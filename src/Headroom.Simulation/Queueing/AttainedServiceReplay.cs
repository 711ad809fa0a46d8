using Headroom.Cluster;

namespace Headroom.Simulation.Queueing;

/// <summary>
/// Tiresias with discretised two-dimensional least attained service (Gu et al., "Tiresias: a GPU cluster manager for
/// distributed deep learning", NSDI'19), as the Muri experiment runs it: three first-come queues by accelerator time
/// received so far. It knows no runtime. Accelerators are counted over the fleet, nodes are not looked at.
/// </summary>
internal sealed class AttainedServiceReplay(
    GpuFleetShape fleet, JobProgress progress, Arrivals arrivals, RunLedger ledger)
{
    private const int QueueCount = 3;

    // Accelerator-seconds at which a job leaves the first and the second queue; the third keeps its jobs.
    private static readonly double[] Limits = [3250, 7200];

    private readonly EndGroup _ends = new();
    private readonly LinkedJobs _queues = new(progress.GpuCount.Length, QueueCount);
    private readonly int[] _queueOf = new int[progress.GpuCount.Length];
    private readonly int[] _runsIn = new int[progress.GpuCount.Length];
    private readonly List<int> _front = [];
    private readonly List<int> _started = [];
    private List<int> _running = [];
    private List<int> _runningBefore = [];
    private double _nextDemotion = double.PositiveInfinity;

    // The first event is number 2, so that no job seems to run before it.
    private int _event = 1;

    /// <summary>Runs to the last finish.</summary>
    public void Run()
    {
        while (true)
        {
            var now = Math.Min(Math.Min(arrivals.NextTime, _ends.Time), _nextDemotion);
            if (double.IsPositiveInfinity(now)) return;

            var arrive = arrivals.NextTime == now;
            if (_ends.Time == now) Complete(now);
            if (arrive) Submit(now);
            AdvanceAndDemote(now);
            Reschedule(now);
            progress.PredictEnds(_running, now);
            _ends.Form(_running, progress.Ends);
            PredictDemotion(now);
        }
    }

    private void Complete(double now)
    {
        foreach (var order in _ends.Members)
        {
            ledger.Finished(order, now);
            _queues.Remove(order);
            _running.Remove(order);
        }
    }

    private void Submit(double now)
    {
        foreach (var order in arrivals.Take())
        {
            ledger.Submitted(order, progress.Submitted[order], now);
            _queues.Append(0, order);
        }
    }

    private void AdvanceAndDemote(double now)
    {
        foreach (var order in _running)
        {
            progress.Advance(order, now);
            var queue = _queueOf[order];
            if (queue == Limits.Length || progress.Attained[order] * progress.GpuCount[order] < Limits[queue]) continue;

            _queues.Remove(order);
            _queues.Append(++_queueOf[order], order);
        }
    }

    private void Reschedule(double now)
    {
        _event++;
        (_running, _runningBefore) = (_runningBefore, _running);
        _running.Clear();
        _started.Clear();
        var free = fleet.GpuCount;
        for (var queue = 0; queue < QueueCount; queue++)
            free = Fill(queue, free);

        foreach (var order in _runningBefore)
        {
            if (_runsIn[order] != _event) ledger.Stopped(order, now);
        }

        foreach (var order in _started)
        {
            progress.Resume(order, now);
            ledger.Started(order, now, default);
        }

        // Jobs progress in the order of submission, and that order decides who is demoted first at one instant.
        _running.Sort();
    }

    // Runs what the count of free accelerators allows, then puts the running jobs of the queue before the waiting ones.
    private int Fill(int queue, int free)
    {
        _front.Clear();
        for (var order = _queues.First(queue); order >= 0 && free > 0; order = _queues.Next(order))
        {
            if (progress.GpuCount[order] > free) continue;

            free -= progress.GpuCount[order];
            if (_runsIn[order] != _event - 1) _started.Add(order);
            _runsIn[order] = _event;
            _running.Add(order);
            _front.Add(order);
        }

        _queues.MoveToFront(queue, _front);
        return free;
    }

    private void PredictDemotion(double now)
    {
        _nextDemotion = double.PositiveInfinity;
        foreach (var order in _running)
        {
            if (_queueOf[order] == Limits.Length) continue;

            var limit = Limits[_queueOf[order]];

            // Adding the small difference last keeps it from vanishing: else a demotion can round to
            // "now" without ever coming.
            var demotion = now + (Math.Ceiling(limit / progress.GpuCount[order]) - progress.Attained[order]);
            _nextDemotion = Math.Min(_nextDemotion, demotion);
        }
    }
}
