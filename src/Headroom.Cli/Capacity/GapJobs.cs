using Headroom.Capacity.Ladder;
using Headroom.Cli.Output;
using Headroom.Cluster;
using Headroom.Simulation.Queueing;
using Headroom.Traces;

namespace Headroom.Cli.Capacity;

/// <summary>Jobs of a history as demand, with their starts: recorded, or those of a first-come replay.</summary>
internal sealed record GapJobs(IReadOnlyList<RecordedJob> Recorded, IReadOnlyList<DemandedJob> Jobs)
{
    // A replay of more takes longer than the measure itself.
    private const int ReplayedMax = 200_000;

    private const double MillisecondsAnHour = 3_600_000;
    private const double SecondsAnHour = 3600;

    public static GapJobs Of(JobHistory history, GpuFleetShape fleet, Terminal terminal)
    {
        if (history.Jobs.All(job => job.StartedMilliseconds is not null))
        {
            return new GapJobs(history.Jobs, [.. history.Jobs.Select(job => Demanded(
                job, job.StartedMilliseconds!.Value / MillisecondsAnHour))]);
        }

        terminal.Error.WriteLine("headroom: the history does not tell when jobs started; they start here as a first-come "
            + "queue on this fleet would have started them. A column start_s, or sacct's Start, tells what happened.");
        var started = QueueReplay.RunRecorded(history.Jobs, fleet, new QueueOptions { Policy = "fifo" }).Jobs
            .ToDictionary(job => job.Id, job => job.StartedSeconds / SecondsAnHour);
        return new GapJobs(history.Jobs, [.. history.Jobs.Select(job => Demanded(
            job, started.GetValueOrDefault(job.Id, double.PositiveInfinity)))]);
    }

    /// <summary>
    /// GPU-hours of waiting that the same jobs on the same fleet do without under backfill; null where there are too
    /// many jobs to replay for it.
    /// </summary>
    public double? ReturnedByEasy(GpuFleetShape fleet)
    {
        if (Recorded.Count > ReplayedMax) return null;

        var waits = QueueReplay.RunRecorded(Recorded, fleet, new QueueOptions { Policy = "easy" }).Jobs
            .ToDictionary(job => job.Id, job => job.WaitSeconds / SecondsAnHour);
        var waited = 0.0;
        for (var i = 0; i < Jobs.Count; i++)
        {
            if (!waits.TryGetValue(Recorded[i].Id, out var wait)) continue;

            waited += Jobs[i].Gpus * (Jobs[i].StartedHours - Jobs[i].SubmittedHours - wait);
        }

        return Math.Max(0, waited);
    }

    private static DemandedJob Demanded(RecordedJob job, double startedHours)
    {
        var submitted = job.SubmittedMilliseconds / MillisecondsAnHour;
        var started = Math.Max(submitted, startedHours);
        return new DemandedJob(
            job.Tenant, job.GpuCount, submitted, started, started + job.RuntimeMilliseconds / MillisecondsAnHour);
    }
}
