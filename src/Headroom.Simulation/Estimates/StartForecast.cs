using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.State;
using Headroom.Scheduling.Plans;
using Headroom.Simulation.Chance;

namespace Headroom.Simulation.Estimates;

/// <summary>
/// When waiting jobs will start: the pool is played forward many times, each time with other runtimes and arrivals, all
/// drawn from what was seen so far. Pure: the same pool, options and seed give the same estimates, and the pool is not
/// changed.
/// </summary>
/// <remarks>
/// Raw: the quantiles are those of the futures. <see cref="StartCalibration"/> corrects them by what came of earlier
/// estimates. Limits of time bound how long a job runs and nothing else; promises bound nothing.
/// </remarks>
public static class StartForecast
{
    /// <summary>Estimates in the order in which the jobs are asked for. All share the same futures.</summary>
    /// <param name="outlook">The pool.</param>
    /// <param name="jobs">Jobs that wait or are held, each once.</param>
    /// <param name="options">How far and how often to play.</param>
    /// <exception cref="ArgumentException">A job does not wait, or an option is out of range.</exception>
    public static IReadOnlyList<StartEstimate> Of(
        Outlook outlook, IReadOnlyList<JobId> jobs, ForecastOptions options) =>
        Played(outlook, jobs, options, new LearntRuntimes(outlook.State.Runtimes));

    /// <summary>
    /// The plan of a scheduler that believes time limits: one future in which every job runs to its limit, or as long
    /// as the policy says where it has none, and nobody else comes.
    /// </summary>
    /// <param name="outlook">The pool.</param>
    /// <param name="jobs">Jobs that wait or are held, each once.</param>
    /// <param name="options">How far to play.</param>
    /// <exception cref="ArgumentException">A job does not wait, or an option is out of range.</exception>
    public static IReadOnlyList<StartEstimate> ByLimits(
        Outlook outlook, IReadOnlyList<JobId> jobs, ForecastOptions options) =>
        Planned(outlook, jobs, options, new BelievedLimits(outlook.Tree.Policy.Planning));

    /// <summary>One future in which every job runs as long as is said, and nobody else comes.</summary>
    internal static IReadOnlyList<StartEstimate> Planned(
        Outlook outlook, IReadOnlyList<JobId> jobs, ForecastOptions options, IRunLengths lengths) =>
        Played(outlook with { PastArrivals = [] }, jobs, options with { Futures = 1 }, lengths);

    /// <summary>The same for a job that nobody has submitted yet: as if it were submitted now.</summary>
    /// <param name="outlook">The pool.</param>
    /// <param name="job">The job as it would be submitted.</param>
    /// <param name="options">How far and how often to play.</param>
    /// <exception cref="ArgumentException">
    /// The job is out of range, its id is taken, or an option is out of range.
    /// </exception>
    public static StartEstimate OfSubmission(Outlook outlook, Job job, ForecastOptions options)
    {
        var state = outlook.State.Copy();
        var submitted = job with { SubmittedMilliseconds = outlook.Now };
        if (JobCheck.Fault(submitted) is { } fault) throw new ArgumentException(fault, nameof(job));
        if (state.Apply(new JobSubmitted(outlook.Now, submitted)) is { } refusal)
            throw new ArgumentException($"Job {job.Id} was refused as {refusal}.", nameof(job));

        return Of(outlook with { State = state }, [job.Id], options)[0];
    }

    private static StartEstimate[] Played(
        Outlook outlook, IReadOnlyList<JobId> jobs, ForecastOptions options, IRunLengths lengths)
    {
        if (options.Fault() is { } fault) throw new ArgumentException(fault, nameof(options));

        var estimates = AtFirst(outlook, jobs, options.StepBudget, lengths);
        var places = new Dictionary<JobId, int>();
        foreach (var estimate in estimates)
        {
            if (!estimate.StartsNow && estimate.Unknown == UnknownStart.None) places.Add(estimate.Job, places.Count);
        }

        if (places.Count == 0) return estimates;

        var waits = new long[places.Count][];
        for (var place = 0; place < waits.Length; place++) waits[place] = new long[options.Futures];
        for (var future = 0; future < options.Futures; future++)
        {
            var asked = new AskedStarts(places);
            new Future(outlook, lengths, SplitMix.Of(options.Seed, (ulong)future), options, asked).Play();
            for (var place = 0; place < waits.Length; place++) waits[place][future] = asked.Waits[place];
        }

        return
        [
            .. estimates.Select(estimate => places.TryGetValue(estimate.Job, out var place)
                ? WithQuantiles(estimate, waits[place])
                : estimate),
        ];
    }

    // What is known after one cycle: who starts, and who never will by itself.
    private static StartEstimate[] AtFirst(
        Outlook outlook, IReadOnlyList<JobId> jobs, int stepBudget, IRunLengths lengths)
    {
        foreach (var job in jobs)
        {
            if (outlook.State.Find(job) is not { Phase: JobPhase.Waiting or JobPhase.Held })
                throw new ArgumentException($"Job {job} does not wait.", nameof(jobs));
        }

        var plan = outlook.Scheduler.Decide(outlook.State, outlook.Tree, outlook.Now, stepBudget);
        var holds = new Dictionary<JobId, Hold>();
        foreach (var verdict in plan.Verdicts) holds[verdict.Job] = verdict.Hold;
        return [.. jobs.Select(job => AtFirst(job, holds.GetValueOrDefault(job)))];

        StartEstimate AtFirst(JobId job, Hold? hold)
        {
            var estimate = new StartEstimate(job, outlook.Now) { Hold = hold };
            if (hold is null) return estimate with { P50Milliseconds = 0, P90Milliseconds = 0 };
            if (IsForGood(hold.Reason)) return estimate with { Unknown = UnknownStart.NeverByItself };

            return lengths.IsKnown ? estimate : estimate with { Unknown = UnknownStart.NothingLearnt };
        }
    }

    private static bool IsForGood(HoldReason reason) => reason is HoldReason.NeverFits
        or HoldReason.NeverWithinQuota or HoldReason.UnknownQueue or HoldReason.QueuePaused
        or HoldReason.HeldByUser or HoldReason.DependencyNotMet or HoldReason.BudgetSpent;

    private static StartEstimate WithQuantiles(StartEstimate estimate, long[] waits)
    {
        Array.Sort(waits);
        var (half, most) = (Quantile(waits, 500), Quantile(waits, 900));
        return estimate with
        {
            P50Milliseconds = half,
            P90Milliseconds = most,
            Futures = waits.Length,
            Unknown = most is null ? UnknownStart.BeyondBounds : UnknownStart.None,
        };
    }

    private static long? Quantile(long[] sorted, int permille)
    {
        var value = sorted[(sorted.Length * permille + 999) / 1000 - 1];
        return value == long.MaxValue ? null : value;
    }
}
