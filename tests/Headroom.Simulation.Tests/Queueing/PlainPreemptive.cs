using Headroom.Cluster;

namespace Headroom.Simulation.Tests.Queueing;

/// <summary>
/// The preemptive policies as the published experiment describes them, without a thought for speed: every list is
/// walked and sorted at every event. The product must finish the same jobs at the same bits of time.
/// </summary>
internal sealed class PlainPreemptive(GpuFleetShape fleet, IEnumerable<PlainJob> jobs, string policy)
{
    private static readonly double[] Limits = [3250, 7200];

    private readonly List<PlainJob> _coming = [.. jobs];
    private readonly List<PlainJob>[] _queues = [[], [], []];
    private List<PlainJob> _runnable = [];

    public List<PlainJob> Run()
    {
        var done = new List<PlainJob>();
        while (_coming.Count + _runnable.Count > 0)
        {
            var end = EarliestEnd();
            var submit = _coming.Count > 0 ? _coming[0].Submitted : double.PositiveInfinity;
            var now = Math.Min(
                Math.Min(end.Time, submit), policy == "tiresias" ? NextDemotion() : double.PositiveInfinity);
            if (end.Time == now)
            {
                foreach (var job in end.Jobs) job.Finished = now;
                done.AddRange(end.Jobs);
                _runnable.RemoveAll(end.Jobs.Contains);
                foreach (var queue in _queues) queue.RemoveAll(end.Jobs.Contains);
            }

            if (submit == now)
            {
                var arrived = _coming.TakeWhile(job => IsClose(job.Submitted, now)).ToList();
                _coming.RemoveRange(0, arrived.Count);
                _runnable.AddRange(arrived);
                _queues[0].AddRange(arrived);
            }

            foreach (var job in _runnable) job.Advance(now);
            if (policy == "tiresias") RunByAttainedService();
            else RunByRemainingTime();
        }

        return done;
    }

    private double Now => _runnable.Count > 0 ? _runnable[0].LastCheck : 0;

    private (double Time, List<PlainJob> Jobs) EarliestEnd()
    {
        var groups = new List<(double Time, List<PlainJob> Jobs)>();
        foreach (var job in _runnable.Where(job => job.IsRunning))
        {
            var time = Now + (job.Left * job.SecondsPerStep);
            var known = groups.FirstOrDefault(group => IsClose(time, group.Time));
            if (known.Jobs is null) groups.Add((time, [job]));
            else known.Jobs.Add(job);
        }

        return groups.OrderBy(group => group.Time).FirstOrDefault((double.PositiveInfinity, []));
    }

    private void RunByRemainingTime()
    {
        _runnable = [.. _runnable.OrderBy(job => policy == "srsf" ? job.SecondsLeft * job.GpuCount : job.SecondsLeft)];
        var free = Enumerable.Repeat(fleet.GpusPerNode, fleet.NodeCount).ToArray();
        foreach (var job in _runnable)
        {
            var nodes = PlainYarn.Place(job.GpuCount, free, fleet);
            for (var node = 0; node < free.Length && nodes is not null; node++)
                free[node] -= PlainYarn.Held(job.GpuCount, nodes, node, fleet);

            job.IsRunning = nodes is not null;
        }
    }

    private void RunByAttainedService()
    {
        var running = _runnable.Where(job => job.IsRunning && job.Queue < 2);
        foreach (var job in running.Where(job => job.Attained * job.GpuCount >= Limits[job.Queue]))
        {
            _queues[job.Queue].Remove(job);
            _queues[++job.Queue].Add(job);
        }

        var free = fleet.GpuCount;
        foreach (var job in _queues.SelectMany(queue => queue))
        {
            job.IsRunning = job.GpuCount <= free;
            if (job.IsRunning) free -= job.GpuCount;
        }

        for (var queue = 0; queue < _queues.Length; queue++)
            _queues[queue] = [.. _queues[queue].OrderBy(job => job.IsRunning ? 0 : 1)];
    }

    private double NextDemotion() => _runnable.Where(job => job.IsRunning && job.Queue < 2)
        .Select(job => Now + (Math.Ceiling(Limits[job.Queue] / job.GpuCount) - job.Attained))
        .DefaultIfEmpty(double.PositiveInfinity)
        .Min();

    private static bool IsClose(double left, double right) =>
        Math.Abs(left - right) <= 1e-9 * Math.Max(Math.Abs(left), Math.Abs(right));
}

internal sealed class PlainJob(int order, int gpuCount, double submitted, double steps, double secondsPerStep)
{
    public int Order { get; } = order;

    public int GpuCount { get; } = gpuCount;

    public double Submitted { get; } = submitted;

    public double SecondsPerStep { get; } = secondsPerStep;

    public double Left { get; private set; } = steps;

    public double SecondsLeft { get; private set; } = steps * secondsPerStep;

    public double LastCheck { get; private set; } = submitted;

    public double Attained { get; private set; }

    public int Queue { get; set; }

    public bool IsRunning { get; set; }

    public double Finished { get; set; }

    public void Advance(double now)
    {
        if (IsRunning)
        {
            Left -= Math.Max(now - LastCheck, 0) / SecondsPerStep;
            SecondsLeft = Left * SecondsPerStep;
            Attained = Attained + now - LastCheck;
        }

        LastCheck = now;
    }
}
