using System.Globalization;
using Headroom.Cluster;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling.Plans;

namespace Headroom.Simulation.Sharing;

/// <summary>The figures of a run from what its ledger holds.</summary>
internal static class SharingSummary
{
    private const double MillisecondsPerSecond = 1000.0;

    // Thousandths of an accelerator times milliseconds in an hour of one.
    private const double ShortRuntimeSeconds = 10;

    public static SharingRun Of(string scheduler, SharedPool pool, QueueTree tree, SharingLoop loop)
    {
        var ledger = pool.Ledger;
        var capacity = ledger.Meter.CapacityMilli;
        var (waits, completions, slowdowns) = Times(ledger);
        var span = (double)(ledger.LastEnd - ledger.Origin);
        var held = ledger.Queues.Aggregate(Int128.Zero, (sum, queue) => sum + queue.HeldTotal);
        var tenants = Tenants.Of(ledger, tree, loop.Guarantees);
        var fairness = Tenants.Fairness(tenants);
        return new SharingRun
        {
            Scheduler = scheduler,
            Digest = pool.State.Digest.ToString("x16", CultureInfo.InvariantCulture),
            Jobs = Counts(ledger),
            Held = Held(ledger, loop.LastVerdicts),
            WaitSeconds = Spread.Of(waits),
            CompletionSeconds = Spread.Of(completions),
            BoundedSlowdown = Spread.Of(slowdowns),
            MakespanSeconds = span / MillisecondsPerSecond,
            Utilisation = span > 0 && capacity > 0 ? (double)held / (capacity * span) : 0,
            Hours = new GpuHours(
                (double)held / GpuHours.MilliMilliseconds,
                (double)ledger.Repeated / GpuHours.MilliMilliseconds,
                (double)ledger.Restarting / GpuHours.MilliMilliseconds,
                (double)ledger.Transferring / GpuHours.MilliMilliseconds),
            Regions = RegionRuns.Of(pool.State.Fleet, ledger),
            Preemptions = ledger.Queues.Sum(queue => queue.Preemptions),
            Cycles = loop.Cycles,
            Steps = loop.Steps,
            Tenants = tenants,
            FairnessPeriods = fairness,
            Fairness = fairness.Where(period => period.Queues > 1)
                .Select(period => period.Jain).DefaultIfEmpty(1).Average(),
            Promises = ledger.Promises,
            Guarantees = loop.Guarantees,
            Outcomes = ledger.Options.KeepJobs ? Outcomes(ledger) : [],
            PreemptionRecords = ledger.Preemptions,
            Events = pool.Events,
        };
    }

    private static (List<double> Waits, List<double> Completions, List<double> Slowdowns) Times(
        SharingLedger ledger)
    {
        var jobs = ledger.Jobs;
        var (waits, completions, slowdowns) = (new List<double>(), new List<double>(), new List<double>());
        for (var place = 0; place < jobs.Count; place++)
        {
            ref readonly var track = ref ledger.Tracks[place];
            if (track.End is not (JobEnd.Finished or JobEnd.Failed)) continue;

            var job = jobs[place];
            var completion = (track.EndedAt - job.Job.SubmittedMilliseconds) / MillisecondsPerSecond;
            var runtime = Math.Min(job.RuntimeMilliseconds, job.Job.TimeLimitMilliseconds ?? long.MaxValue);
            waits.Add(track.Waited / MillisecondsPerSecond);
            completions.Add(completion);
            slowdowns.Add(Math.Max(
                1, completion / Math.Max(runtime / MillisecondsPerSecond, ShortRuntimeSeconds)));
        }

        return (waits, completions, slowdowns);
    }

    private static JobCounts Counts(SharingLedger ledger) => new(
        ledger.Queues.Sum(queue => queue.Submitted),
        ledger.Queues.Sum(queue => queue.Finished),
        ledger.Queues.Sum(queue => queue.Failed),
        ledger.Queues.Sum(queue => queue.Cancelled),
        ledger.Queues.Sum(queue => queue.Running),
        ledger.Queues.Sum(queue => queue.NeverStarted));

    private static List<HeldForGood> Held(SharingLedger ledger, IReadOnlyList<Verdict> verdicts)
    {
        var waiting = new HashSet<JobId>();
        foreach (ref readonly var track in ledger.Tracks.AsSpan())
        {
            if (track is { Entry: { } entry, Run: null }) waiting.Add(entry.Job.Id);
        }

        var held = verdicts.Where(verdict => waiting.Contains(verdict.Job))
            .CountBy(verdict => verdict.Hold.Reason)
            .OrderBy(pair => pair.Key)
            .Select(pair => new HeldForGood(pair.Key, pair.Value))
            .ToList();
        var unexplained = waiting.Count - held.Sum(reason => reason.Jobs);
        if (unexplained > 0) held.Add(new HeldForGood(null, unexplained));
        return held;
    }

    private static List<SharedOutcome> Outcomes(SharingLedger ledger)
    {
        var jobs = ledger.Jobs;
        var outcomes = new List<SharedOutcome>(jobs.Count);
        foreach (var place in Enumerable.Range(0, jobs.Count).OrderBy(place => jobs[place].Job.SubmittedMilliseconds))
        {
            ref readonly var track = ref ledger.Tracks[place];
            outcomes.Add(new SharedOutcome(
                jobs[place].Job.Id,
                track.End,
                track.FirstStart < 0 ? null : track.FirstStart,
                track.EndedAt < 0 ? null : track.EndedAt,
                track.Waited,
                track.Preemptions));
        }

        return outcomes;
    }
}
