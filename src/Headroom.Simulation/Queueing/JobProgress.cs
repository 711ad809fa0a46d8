namespace Headroom.Simulation.Queueing;

/// <summary>
/// Work left of every job, in arrays by order. Only running jobs are touched: a waiting one changes
/// in nothing but its wait.
/// </summary>
internal sealed class JobProgress
{
    private readonly RunLedger _ledger;
    private readonly double[] _stepsLeft;
    private readonly double[] _secondsPerStep;
    private readonly double[] _switchOn;
    private readonly double[] _lastCheck;

    public JobProgress(ReplayJobs jobs, SwitchOnCost overhead, RunLedger ledger)
    {
        _ledger = ledger;
        var count = jobs.All.Length;
        (_stepsLeft, _secondsPerStep, _switchOn) = (new double[count], new double[count], new double[count]);
        (_lastCheck, SecondsLeft, Ends, Attained) =
            (new double[count], new double[count], new double[count], new double[count]);
        GpuCount = new int[count];
        Submitted = new double[count];
        for (var order = 0; order < count; order++)
        {
            var work = JobWork.Of(jobs.All[order], overhead);
            (_stepsLeft[order], _secondsPerStep[order], _switchOn[order]) =
                (work.Steps, work.SecondsPerStep, work.SwitchOnSeconds);
            SecondsLeft[order] = work.Steps * work.SecondsPerStep;
            GpuCount[order] = jobs.All[order].GpuCount;
            Submitted[order] = jobs.All[order].SubmittedMilliseconds / 1000.0;
        }
    }

    /// <summary>Seconds of work left as of the job's last event.</summary>
    public double[] SecondsLeft { get; }

    /// <summary>Predicted ends of the running jobs as of the last event.</summary>
    public double[] Ends { get; }

    /// <summary>Seconds that a job has run so far, progress or not.</summary>
    public double[] Attained { get; }

    /// <summary>Accelerators of each job.</summary>
    public int[] GpuCount { get; }

    /// <summary>Submission of each job in seconds.</summary>
    public double[] Submitted { get; }

    /// <summary>A waiting job starts to run.</summary>
    public void Resume(int order, double now) => _lastCheck[order] = now;

    /// <summary>
    /// Brings a running job up to now. The switch-on cost is charged for every interval between two events, and not for
    /// every start: a quirk of the published experiment that its digits depend on. Nor is it charged for the interval
    /// in which a job ends: ends are predicted without it.
    /// </summary>
    public void Advance(int order, double now)
    {
        var elapsed = now - _lastCheck[order];
        _stepsLeft[order] -= Math.Max(elapsed - _switchOn[order], 0) / _secondsPerStep[order];
        SecondsLeft[order] = _stepsLeft[order] * _secondsPerStep[order];

        // Left to right on purpose: it puts the sum on the grid of the clock, so that a demotion
        // predicted from it always comes.
        Attained[order] = Attained[order] + now - _lastCheck[order];
        _lastCheck[order] = now;
        _ledger.GpuSecondsLost += Math.Min(elapsed, _switchOn[order]) * GpuCount[order];
    }

    /// <summary>Predicts the ends of running jobs from now on.</summary>
    public void PredictEnds(List<int> running, double now)
    {
        foreach (var order in running)
            Ends[order] = now + (_stepsLeft[order] * _secondsPerStep[order]);
    }
}
