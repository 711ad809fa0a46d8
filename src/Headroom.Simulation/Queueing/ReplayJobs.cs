using Headroom.Cluster;

namespace Headroom.Simulation.Queueing;

/// <summary>
/// The jobs of a history in the order in which a replay meets them: by submission, then as in the file.
/// </summary>
internal sealed class ReplayJobs
{
    // Jobs that run one after the other, and the reservations made for them, stay within what 64 bits hold.
    private const double SpanMax = 1L << 61;

    private ReplayJobs(RecordedJob[] all, GpuFleetShape fleet)
    {
        All = all;
        var (queued, atOnce) = (new List<int>(all.Length), new List<int>());
        for (var order = 0; order < all.Length; order++)
        {
            if (all[order].GpuCount == 0) atOnce.Add(order);
            else if (all[order].GpuCount <= fleet.GpuCount) queued.Add(order);
        }

        (Queued, AtOnce) = (queued, atOnce);
    }

    /// <summary>Every job; the index of a job is its order.</summary>
    public RecordedJob[] All { get; }

    /// <summary>Orders of the jobs that need accelerators and can run on this fleet.</summary>
    public List<int> Queued { get; }

    /// <summary>Orders of the jobs without accelerators: they take nothing and run at once.</summary>
    public List<int> AtOnce { get; }

    /// <summary>How many ask for more than the fleet has.</summary>
    public int NeverFits => All.Length - Queued.Count - AtOnce.Count;

    /// <summary>First submission of a job that runs, in milliseconds; 0 when none does.</summary>
    public long FirstSubmission =>
        Queued.Concat(AtOnce).Select(order => All[order].SubmittedMilliseconds).DefaultIfEmpty().Min();

    /// <summary>
    /// Checks and sorts a history; throws <see cref="ArgumentException"/> naming the first job that is not valid.
    /// </summary>
    public static ReplayJobs Of(IReadOnlyList<RecordedJob> jobs, GpuFleetShape fleet)
    {
        if (jobs.Count > RecordedJob.CountMax)
        {
            throw new ArgumentException(
                $"The history has {jobs.Count} jobs; a replay takes at most {RecordedJob.CountMax}: replay it in parts.");
        }

        foreach (var job in jobs)
        {
            if (Fault(job) is { } fault)
                throw new ArgumentException($"Job '{job.Id}': {fault}.");
        }

        if (jobs.Sum(LongestMilliseconds) > SpanMax)
        {
            throw new ArgumentException(
                "The jobs take so long together that no clock could count it; check the unit of their runtimes.");
        }

        // OrderBy is stable: equal submissions stay as in the file.
        return new ReplayJobs([.. jobs.OrderBy(job => job.SubmittedMilliseconds)], fleet);
    }

    private static double LongestMilliseconds(RecordedJob job) =>
        Math.Max(job.RuntimeMilliseconds, Math.Min(job.TimeLimitMilliseconds ?? 0, RecordedJob.MillisecondsMax));

    private static string? Fault(RecordedJob job)
    {
        if (job.GpuCount < 0) return $"{job.GpuCount} accelerators; write 0 or more";
        if (job.SubmittedMilliseconds is < 0 or > RecordedJob.MillisecondsMax)
            return "its submission lies outside 0 to a hundred years after the history's zero";
        if (job.RuntimeMilliseconds is < 0 or > RecordedJob.MillisecondsMax)
            return "its runtime is not between 0 and a hundred years";
        if (job.TimeLimitMilliseconds < 0) return "its time limit is negative";
        return job.Training is { } loop ? Fault(loop) : null;
    }

    private static string? Fault(TrainingLoop loop)
    {
        if (loop.Iterations < 1 || !(loop.IterationMilliseconds > 0))
            return "its training loop needs at least 1 iteration of more than 0 ms";

        return loop.Iterations * loop.IterationMilliseconds > RecordedJob.MillisecondsMax
            ? "its training loop takes more than a hundred years"
            : null;
    }
}
