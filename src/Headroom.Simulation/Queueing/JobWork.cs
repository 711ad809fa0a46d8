using Headroom.Cluster;

namespace Headroom.Simulation.Queueing;

/// <summary>
/// How much work a job is, in steps: the iterations of its training loop, or its runtime in steps of one second.
/// </summary>
/// <param name="Steps">Steps to do.</param>
/// <param name="SecondsPerStep">How long each takes, framework overhead included.</param>
/// <param name="SwitchOnSeconds">Time from start to first progress.</param>
internal readonly record struct JobWork(double Steps, double SecondsPerStep, double SwitchOnSeconds)
{
    /// <summary>
    /// The work of a job under a kind of overhead. Order of operations as in the published
    /// experiment: results depend on it.
    /// </summary>
    public static JobWork Of(RecordedJob job, SwitchOnCost overhead)
    {
        var isMuri = overhead == SwitchOnCost.Muri;
        var steps = job.Training?.Iterations ?? (job.RuntimeMilliseconds / 1000.0);
        var stepMilliseconds = job.Training?.IterationMilliseconds ?? 1000;
        return new JobWork(
            steps,
            isMuri ? stepMilliseconds * SwitchOnTable.FrameworkFactor / 1000 : stepMilliseconds / 1000,
            isMuri ? SwitchOnTable.Seconds(job.Training?.ModelName, job.GpuCount) : 0);
    }

    /// <summary>How long the job holds its accelerators when it is not interrupted, in whole milliseconds.</summary>
    public long HeldMilliseconds =>
        (long)Math.Round(((Steps * SecondsPerStep) + SwitchOnSeconds) * 1000, MidpointRounding.AwayFromZero);
}
