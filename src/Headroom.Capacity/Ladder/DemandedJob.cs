namespace Headroom.Capacity.Ladder;

/// <summary>A job as demand: when it waited, when it ran, on how many accelerators.</summary>
/// <param name="Tenant">Who is charged; empty when unknown.</param>
/// <param name="Gpus">Accelerators, at least 0.</param>
/// <param name="SubmittedHours">Submission, in hours since the history's zero, at least 0.</param>
/// <param name="StartedHours">Start, not before submission; infinite for a job that never started.</param>
/// <param name="EndedHours">End, not before the start; infinite for a job that never started.</param>
public readonly record struct DemandedJob(
    string Tenant, int Gpus, double SubmittedHours, double StartedHours, double EndedHours);
