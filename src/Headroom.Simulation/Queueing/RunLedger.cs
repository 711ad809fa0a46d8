using Headroom.Scheduling.Gangs;

namespace Headroom.Simulation.Queueing;

/// <summary>
/// What a replay is told to have happened, and all that is measured of it. Times are in the run's own unit: whole
/// milliseconds or seconds. Calls come in order of time.
/// </summary>
internal sealed class RunLedger
{
    private readonly ReplayJobs _jobs;
    private readonly double _unitsPerSecond;
    private readonly bool _isWhole;
    private readonly double[] _firstStart;
    private readonly double[] _notRunningSince;
    private readonly double[] _waited;
    private readonly double[] _finished;
    private readonly RunDigest _digest = new();
    private readonly LoadSeries _load;
    private readonly List<QueueEvent>? _events;
    private int _waiting;
    private long _busy;

    /// <param name="jobs">The jobs of the run.</param>
    /// <param name="unitsPerSecond">1000 for a clock of whole milliseconds, 1 for one of seconds.</param>
    /// <param name="keepEvents">Whether to keep the events themselves.</param>
    public RunLedger(ReplayJobs jobs, int unitsPerSecond, bool keepEvents)
    {
        _jobs = jobs;
        _unitsPerSecond = unitsPerSecond;
        _isWhole = unitsPerSecond == 1000;
        _firstStart = NewTimes(double.NaN);
        _notRunningSince = NewTimes(0);
        _waited = NewTimes(0);
        _finished = NewTimes(double.NaN);
        _load = new LoadSeries(jobs.FirstSubmission / 1000.0);
        _events = keepEvents ? [] : null;
    }

    /// <summary>How often a job was stopped for another.</summary>
    public long Preemptions { get; private set; }

    /// <summary>Accelerator seconds held without progress.</summary>
    public double GpuSecondsLost { get; set; }

    /// <summary>Load over time so far.</summary>
    public LoadSeries Load => _load;

    /// <summary>Events kept so far; empty when they are not kept.</summary>
    public List<QueueEvent> Events => _events ?? [];

    /// <summary>Digest of the events so far.</summary>
    public string Digest => _digest.ToString();

    /// <summary>A job without accelerators ran from its submission on; it is no part of the load.</summary>
    public void RanAtOnce(int order, double submitted, double finished)
    {
        (_firstStart[order], _finished[order]) = (submitted, finished);
        Record(submitted, QueueEventKind.Started, order, default);
        Record(finished, QueueEventKind.Finished, order, default);
    }

    /// <summary>
    /// A job joined the queue at <paramref name="now"/>; it counts as waiting from <paramref name="submitted"/> on.
    /// </summary>
    public void Submitted(int order, double submitted, double now)
    {
        Advance(now);
        _waiting++;
        _notRunningSince[order] = submitted;
    }

    /// <summary>A waiting job started.</summary>
    public void Started(int order, double now, in GangNodes nodes)
    {
        Advance(now);
        _waiting--;
        _busy += _jobs.All[order].GpuCount;
        _waited[order] += now - _notRunningSince[order];
        if (double.IsNaN(_firstStart[order])) _firstStart[order] = now;
        Record(now, QueueEventKind.Started, order, nodes);
    }

    /// <summary>A running job was stopped for another one and waits again.</summary>
    public void Stopped(int order, double now)
    {
        Advance(now);
        _waiting++;
        _busy -= _jobs.All[order].GpuCount;
        _notRunningSince[order] = now;
        Preemptions++;
        Record(now, QueueEventKind.Stopped, order, default);
    }

    /// <summary>A running job is done.</summary>
    public void Finished(int order, double now)
    {
        Advance(now);
        _busy -= _jobs.All[order].GpuCount;
        _finished[order] = now;
        Record(now, QueueEventKind.Finished, order, default);
    }

    /// <summary>Outcomes of all finished jobs in order of submission.</summary>
    public List<JobOutcome> Outcomes()
    {
        var outcomes = new List<JobOutcome>(_jobs.All.Length);
        for (var order = 0; order < _finished.Length; order++)
        {
            if (double.IsNaN(_finished[order])) continue;
            var job = _jobs.All[order];
            outcomes.Add(new JobOutcome(
                job.Id,
                order,
                job.GpuCount,
                job.SubmittedMilliseconds / 1000.0,
                _firstStart[order] / _unitsPerSecond,
                _finished[order] / _unitsPerSecond,
                _waited[order] / _unitsPerSecond));
        }

        return outcomes;
    }

    private double[] NewTimes(double value)
    {
        var times = new double[_jobs.All.Length];
        Array.Fill(times, value);
        return times;
    }

    private void Advance(double now) => _load.AdvanceTo(now / _unitsPerSecond, _busy, _waiting);

    private void Record(double now, QueueEventKind kind, int order, in GangNodes nodes)
    {
        _digest.Add(_isWhole ? (long)now : BitConverter.DoubleToInt64Bits(now), kind, order, nodes);
        _events?.Add(new QueueEvent(now / _unitsPerSecond, kind, order, nodes));
    }
}
