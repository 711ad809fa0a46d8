namespace Headroom.Capacity.Ladder;

/// <summary>A job as demand: when it waited, when it ran, on how many accelerators.</summary>
/// <param name="Tenant">Who is charged; empty when unknown.</param>
/// <param name="Gpus">Accelerators, at least 0; parts of one count as parts.</param>
/// <param name="SubmittedHours">Submission, in hours since the history's zero, at least 0.</param>
/// <param name="StartedHours">
/// Start, not before submission; infinite for a job that still waits, and when it gave up for one that was refused.
/// </param>
/// <param name="EndedHours">End, not before the start; infinite for a job that still waits.</param>
public readonly record struct DemandedJob(
    string Tenant, double Gpus, double SubmittedHours, double StartedHours, double EndedHours)
{
    /// <summary>Pool or partition that it was meant for; null or empty when unknown.</summary>
    public string? Pool { get; init; }

    /// <summary>Kind of accelerator that it asked for or got; null or empty when unknown.</summary>
    public string? Chip { get; init; }

    /// <summary>
    /// How long it would have run, in hours, had it not left without ever starting; 0 for a job that ran or waits. It
    /// ends when it starts.
    /// </summary>
    public double RefusedHours { get; init; }
}
