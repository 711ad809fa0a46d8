namespace Headroom.Cluster.Events;

/// <summary>Why a job has to stop: enough for its user to check that it was right.</summary>
/// <param name="Victim">Job that stops.</param>
/// <param name="Beneficiary">Job that starts instead.</param>
/// <param name="Rule">Rule that allowed it.</param>
/// <param name="Level">The innermost queue that holds both, by name; empty for the fleet.</param>
/// <param name="Resource">Name of the resource.</param>
/// <param name="VictimShare">Of the victim's side, below <paramref name="Level"/>.</param>
/// <param name="BeneficiaryShare">Of the beneficiary's side, below <paramref name="Level"/>.</param>
/// <param name="LostGpuMilliseconds">Work that is lost, in accelerators times milliseconds.</param>
public sealed record Preemption(
    JobId Victim,
    JobId Beneficiary,
    PreemptionRule Rule,
    string Level,
    string Resource,
    QuotaShare VictimShare,
    QuotaShare BeneficiaryShare,
    long LostGpuMilliseconds);

/// <summary>What one side used and was owed when a preemption was decided, in thousandths.</summary>
/// <param name="Queue">Name of the queue.</param>
/// <param name="UsedBeforeMilli">Used before.</param>
/// <param name="UsedAfterMilli">Used after.</param>
/// <param name="OwedMilli">Owed.</param>
public sealed record QuotaShare(string Queue, long UsedBeforeMilli, long UsedAfterMilli, long OwedMilli);

/// <summary>Rules that allow a preemption. Written to events: never renumber.</summary>
public enum PreemptionRule
{
    /// <summary>The victim ran on quota that the beneficiary's side is owed.</summary>
    Reclaim = 1,

    /// <summary>Both are of one queue, and the beneficiary has the higher priority.</summary>
    Priority = 2,
}
