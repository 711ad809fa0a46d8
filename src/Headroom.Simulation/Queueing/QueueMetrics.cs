using Headroom.Cluster;

namespace Headroom.Simulation.Queueing;

/// <summary>The figures of a run from what became of its jobs.</summary>
internal static class QueueMetrics
{
    /// <summary>Sums up a run; all figures are 0 when no job ran.</summary>
    public static QueueRun Summarise(
        QueueOptions options, GpuFleetShape fleet, ReplayJobs jobs, RunLedger ledger, List<JobOutcome> outcomes)
    {
        var completion = Sorted(outcomes, job => job.FinishedSeconds - job.SubmittedSeconds);
        var wait = Sorted(outcomes, job => job.WaitSeconds);
        var first = jobs.FirstSubmission / 1000.0;
        var last = outcomes.Select(job => job.FinishedSeconds).DefaultIfEmpty(first).Max();
        return new QueueRun
        {
            Policy = options.Policy,
            Jobs = outcomes.Count,
            NeverFits = jobs.NeverFits,
            AverageCompletionSeconds = Average(completion),
            MakespanSeconds = options.Overhead == SwitchOnCost.Muri ? last : last - first,
            P99CompletionSeconds = Percentile99(completion),
            AverageWaitSeconds = Average(wait),
            P99WaitSeconds = Percentile99(wait),
            Utilisation = last > first ? GpuSecondsHeld(outcomes) / (fleet.GpuCount * (last - first)) : 0,
            Preemptions = ledger.Preemptions,
            GpuHoursLost = ledger.GpuSecondsLost / 3600,
            Digest = ledger.Digest,
        };
    }

    private static double[] Sorted(List<JobOutcome> outcomes, Func<JobOutcome, double> select)
    {
        var values = outcomes.Select(select).ToArray();
        Array.Sort(values);
        return values;
    }

    private static double Average(double[] values) => values.Length == 0 ? 0 : values.Sum() / values.Length;

    // The entry at floor(0.99 n), as the published experiment counts.
    private static double Percentile99(double[] sorted) =>
        sorted.Length == 0 ? 0 : sorted[Math.Min((int)(0.99 * sorted.Length), sorted.Length - 1)];

    private static double GpuSecondsHeld(List<JobOutcome> outcomes) =>
        outcomes.Sum(job => job.GpuCount * (job.FinishedSeconds - job.SubmittedSeconds - job.WaitSeconds));
}
