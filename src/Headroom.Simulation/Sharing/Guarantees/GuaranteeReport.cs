using Headroom.Cluster;

namespace Headroom.Simulation.Sharing.Guarantees;

/// <summary>What a check of guarantees found.</summary>
/// <param name="Observations">Cycles that were looked at.</param>
/// <param name="Count">Violations.</param>
/// <param name="GpuHours">Size times time beyond grace, over all of them.</param>
/// <param name="Violations">The first of them, at most <see cref="GuaranteeCheck.ViolationsKeptMax"/>.</param>
public sealed record GuaranteeReport(
    long Observations, int Count, double GpuHours, IReadOnlyList<GuaranteeViolation> Violations)
{
    private readonly Dictionary<string, double> _hours = new(StringComparer.Ordinal);

    /// <summary>The part of <see cref="GpuHours"/> that jobs of one queue account for.</summary>
    public double HoursOf(string queue) => _hours.GetValueOrDefault(queue);

    internal void Add(string queue, double hours) => _hours[queue] = HoursOf(queue) + hours;
}

/// <summary>
/// A job that was owed room for longer than lent quota may be kept from it. Times are in milliseconds.
/// </summary>
/// <param name="Job">The job.</param>
/// <param name="Queue">Its queue, by name.</param>
/// <param name="Level">The innermost queue within whose quota it was, by name.</param>
/// <param name="OwedSince">Since when it was owed room without interruption.</param>
/// <param name="Until">When it no longer was, or nothing could happen any more.</param>
/// <param name="GpuMilliseconds">Its size in accelerators, or cores, times the time beyond grace.</param>
public sealed record GuaranteeViolation(
    JobId Job, string Queue, string Level, long OwedSince, long Until, long GpuMilliseconds);
