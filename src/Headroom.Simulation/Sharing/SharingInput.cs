using Headroom.Cluster;
using Headroom.Cluster.Fleets;

namespace Headroom.Simulation.Sharing;

/// <summary>Finds what is wrong with the input of a replay before anything runs.</summary>
internal static class SharingInput
{
    /// <exception cref="ArgumentException">Something is out of range; the message names what and how.</exception>
    public static void Check(IReadOnlyList<SharedJob> jobs, Fleet fleet, SharingOptions options)
    {
        if (jobs.Count > RecordedJob.CountMax)
            throw new ArgumentException($"{jobs.Count} jobs are too many; replay at most {RecordedJob.CountMax}.", nameof(jobs));

        if (fleet.Nodes.Count is < 1 or > Fleet.NodeCountMax)
            throw new ArgumentException($"A fleet of {fleet.Nodes.Count} nodes cannot be replayed; give 1 to {Fleet.NodeCountMax}.", nameof(fleet));

        foreach (var job in jobs)
        {
            if (Fault(job) is { } fault) throw new ArgumentException($"Job {job.Job.Id} cannot be replayed: {fault}.", nameof(jobs));
        }

        if (Fault(options, fleet) is { } wrong) throw new ArgumentException(wrong, nameof(options));
    }

    private static string? Fault(SharedJob job)
    {
        if (job.RuntimeMilliseconds is < 0 or > RecordedJob.MillisecondsMax)
            return $"its runtime of {job.RuntimeMilliseconds} ms is out of range; give 0 ms to 100 years";

        return job.CancelledMilliseconds < job.Job.SubmittedMilliseconds
            ? "it is cancelled before it is submitted"
            : null;
    }

    private static string? Fault(SharingOptions options, Fleet fleet)
    {
        if (options.StepBudget < 1) return $"A step budget of {options.StepBudget} is out of range; give at least 1.";
        if (options.GuaranteeSampling < 1)
            return $"A sampling of one in {options.GuaranteeSampling} is out of range; give at least 1.";

        if (options.UntilMilliseconds < 0)
            return $"A run cannot be cut off at {options.UntilMilliseconds} ms; give 0 ms or more.";

        if (options.MinimumCycleMilliseconds is < 0 or > RecordedJob.MillisecondsMax)
            return $"A shortest cycle of {options.MinimumCycleMilliseconds} ms is out of range; give 0 ms or more.";

        var last = 0L;
        foreach (var change in options.NodeChanges)
        {
            if (change.At < last) return $"Node {change.Node} changes at {change.At} ms, before an earlier change; sort them by time.";
            if (change.Node < 0 || change.Node >= fleet.Nodes.Count) return $"The fleet has no node {change.Node}.";
            last = change.At;
        }

        return null;
    }
}
