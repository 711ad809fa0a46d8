using Headroom.Capacity.Ladder;
using Headroom.Cli.Output;
using Headroom.Cluster;
using Headroom.Simulation.Queueing;
using Headroom.Traces;

namespace Headroom.Cli.Capacity;

/// <summary>
/// Jobs of a history as demand: those that ran, with their starts, recorded or those of a first-come replay, and those
/// that never did.
/// </summary>
internal sealed record GapJobs(IReadOnlyList<RecordedJob> Recorded, IReadOnlyList<DemandedJob> Jobs)
{
    // A replay of more takes longer than the measure itself.
    private const int ReplayedMax = 200_000;

    private const double MillisecondsAnHour = 3_600_000;
    private const double SecondsAnHour = 3600;

    /// <summary>Jobs that gave up or wait still.</summary>
    public required IReadOnlyList<DemandedJob> Unstarted { get; init; }

    /// <summary>All of them.</summary>
    public IReadOnlyList<DemandedJob> All => Unstarted.Count == 0 ? Jobs : [.. Jobs, .. Unstarted];

    public static GapJobs Of(JobHistory history, GpuFleetShape fleet, Terminal terminal) =>
        new(history.Jobs, Started(history, fleet, terminal)) { Unstarted = NeverStarted(history) };

    /// <summary>
    /// GPU-hours by which the gap of the same hours is smaller when the same jobs run on the same fleet under backfill;
    /// null where there are too many jobs to replay for it.
    /// </summary>
    public double? ReturnedByEasy(GpuFleetShape fleet, GapLadder ladder)
    {
        if (Recorded.Count > ReplayedMax) return null;

        var starts = QueueReplay.RunRecorded(Recorded, fleet, new QueueOptions { Policy = "easy" }).Jobs
            .ToDictionary(job => job.Id, job => job.StartedSeconds / SecondsAnHour);
        var better = Jobs.Select((job, i) => starts.TryGetValue(Recorded[i].Id, out var start)
            ? job with
            {
                StartedHours = start,
                EndedHours = start + Recorded[i].RuntimeMilliseconds / MillisecondsAnHour,
            }
            : job);
        var after = GapLadder.Measure([.. better, .. Unstarted], ladder.Supply, ladder.Hours.Count);
        return Math.Max(0, ladder.Gap - after.Gap);
    }

    private static DemandedJob[] Started(JobHistory history, GpuFleetShape fleet, Terminal terminal)
    {
        if (history.Jobs.All(job => job.StartedMilliseconds is not null))
            return [.. history.Jobs.Select(job => Demanded(job, job.StartedMilliseconds!.Value / MillisecondsAnHour))];

        terminal.Error.WriteLine("headroom: the history does not tell when jobs started; they start here as a first-come "
            + "queue on this fleet would have started them. A column start_s, or sacct's Start, tells what happened.");
        var started = QueueReplay.RunRecorded(history.Jobs, fleet, new QueueOptions { Policy = "fifo" }).Jobs
            .ToDictionary(job => job.Id, job => job.StartedSeconds / SecondsAnHour);
        return
        [
            .. history.Jobs.Select(job => Demanded(
                job, started.GetValueOrDefault(job.Id, double.PositiveInfinity))),
        ];
    }

    // How long a job would have run that never did, nobody knows: as long as the middle one of its tenant, else of all.
    private static DemandedJob[] NeverStarted(JobHistory history)
    {
        if (history.Unstarted.Count == 0) return [];

        var all = Median(history.Jobs);
        var byTenant = history.Jobs.ToLookup(job => job.Tenant);
        var medians = history.Unstarted.Select(job => job.Tenant).Distinct()
            .ToDictionary(tenant => tenant, tenant => byTenant.Contains(tenant) ? Median(byTenant[tenant]) : all);
        return [.. history.Unstarted.Select(job => Demanded(job, medians[job.Tenant]))];
    }

    private static double Median(IEnumerable<RecordedJob> jobs)
    {
        var runtimes = jobs.Select(job => job.RuntimeMilliseconds).Order().ToArray();
        return runtimes[runtimes.Length / 2] / MillisecondsAnHour;
    }

    private static DemandedJob Demanded(RecordedJob job, double startedHours)
    {
        var submitted = job.SubmittedMilliseconds / MillisecondsAnHour;
        var started = Math.Max(submitted, startedHours);
        return new DemandedJob(
            job.Tenant, job.GpuCount, submitted, started, started + job.RuntimeMilliseconds / MillisecondsAnHour)
        {
            Pool = job.Pool,
            Chip = job.Chip,
        };
    }

    private static DemandedJob Demanded(UnstartedJob job, double hours)
    {
        var left = (job.LeftMilliseconds / MillisecondsAnHour) ?? double.PositiveInfinity;
        return new DemandedJob(job.Tenant, job.GpuCount, job.SubmittedMilliseconds / MillisecondsAnHour, left, left)
        {
            Pool = job.Pool,
            Chip = job.Chip,
            RefusedHours = double.IsFinite(left) ? hours : 0,
        };
    }
}
