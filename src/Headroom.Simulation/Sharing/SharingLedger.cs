using Headroom.Cluster.Events;
using Headroom.Cluster.State;

namespace Headroom.Simulation.Sharing;

/// <summary>
/// What a replay is told to have happened, and all that is summed up of it. Calls come in order of time.
/// </summary>
internal sealed class SharingLedger(
    IReadOnlyList<SharedJob> jobs, ClusterState state, long origin, int periodsMax, SharingOptions options)
{
    private readonly List<QueueTally> _queues = [];
    private readonly List<RegionTally> _regions = [];
    private readonly List<PromiseOutcome> _promises = [];
    private readonly List<PreemptionRecord> _preemptions = [];

    /// <summary>The jobs as they were given.</summary>
    public IReadOnlyList<SharedJob> Jobs => jobs;

    /// <summary>What service is counted in.</summary>
    public Meter Meter { get; } = new(state);

    /// <summary>Where regions are and how data travels between them.</summary>
    public RegionBook Regions { get; } = new(state.Fleet);

    /// <summary>Sums by region, by its index.</summary>
    public IReadOnlyList<RegionTally> RegionTallies => _regions;

    /// <summary>What is to be kept.</summary>
    public SharingOptions Options => options;

    /// <summary>What is kept of each job, by its place in the input.</summary>
    public JobTrack[] Tracks { get; } = [.. jobs.Select(job => JobTrack.Unborn(job.RuntimeMilliseconds))];

    /// <summary>Queues in order of their first job.</summary>
    public IReadOnlyList<QueueTally> Queues => _queues;

    /// <summary>First promises in order.</summary>
    public IReadOnlyList<PromiseOutcome> Promises => _promises;

    /// <summary>Preemptions in order, when they are kept.</summary>
    public IReadOnlyList<PreemptionRecord> Preemptions => _preemptions;

    /// <summary>Work done again, in thousandths of accelerators times milliseconds.</summary>
    public Int128 Repeated { get; private set; }

    /// <summary>Time spent waiting for data, in the same unit.</summary>
    public Int128 Transferring { get; private set; }

    /// <summary>Time spent on restarts, in the same unit.</summary>
    public Int128 Restarting { get; private set; }

    /// <summary>Begin of the first period.</summary>
    public long Origin { get; } = origin;

    /// <summary>Last time at which a job ended or stopped.</summary>
    public long LastEnd { get; private set; } = origin;

    /// <summary>A job joined its queue.</summary>
    public void Submitted(int job, JobEntry entry, long now)
    {
        Tracks[job].Entry = entry;
        Tracks[job].WaitsSince = now;
        if (entry.Queue.Index == _queues.Count) _queues.Add(new QueueTally(entry.Queue.Name, Origin, periodsMax));
        TallyOf(job).Submitted++;
    }

    /// <summary>A waiting job started.</summary>
    public void Started(int job, RunningJob run, long now)
    {
        ref var track = ref Tracks[job];
        track.Run = run;
        track.Waited += now - track.WaitsSince;
        if (track.FirstStart < 0) track.FirstStart = now;
        TallyOf(job).Waiting.Add(track.WaitsSince, now, Meter.Asked(track.Entry!));
        if (track.Promise >= 0 && _promises[track.Promise].ActualStart is null)
            _promises[track.Promise] = _promises[track.Promise] with { ActualStart = now };
    }

    /// <summary>A stretch of a run is over: by an end, a stop, or just before a resize.</summary>
    public void StretchOver(int job, long now)
    {
        var run = Tracks[job].Run!;
        var tally = TallyOf(job);
        tally.Held.Add(run.StretchFrom, now, run.HeldMilli);
        tally.HeldTotal += (Int128)run.HeldMilli * (now - run.StretchFrom);
        Restarting += (Int128)run.HeldMilli * run.RestartedBy(now);
        Transferring += (Int128)run.HeldMilli * run.TransferredBy(now);
        RegionAt(run.Region).Hold(run.HeldMilli, run.StretchFrom, now);
    }

    /// <summary>Data was sent to a region for a job.</summary>
    public void Received(int region, DataTransfer transfer) => RegionAt(region).Receive(transfer);

    /// <summary>A running job was told to stop.</summary>
    public void Ordered(int job, Preemption preemption, long now)
    {
        Tracks[job].Preemptions++;
        TallyOf(job).Preemptions++;
        if (!options.KeepPreemptions) return;

        Tracks[job].Record = _preemptions.Count;
        _preemptions.Add(new PreemptionRecord(now, preemption, 0));
    }

    /// <summary>A preempted job has stopped and waits again.</summary>
    /// <param name="job">The job.</param>
    /// <param name="unsaved">What it did since its last save, in thousandths times milliseconds.</param>
    /// <param name="now">Time.</param>
    public void Stopped(int job, Int128 unsaved, long now)
    {
        StretchOver(job, now);
        Repeated += unsaved;
        ref var track = ref Tracks[job];
        track.Run = null;
        track.WaitsSince = LastEnd = now;
        if (track.Record >= 0)
        {
            var lost = (long)(unsaved / 1000);
            _preemptions[track.Record] = _preemptions[track.Record] with { LostGpuMilliseconds = lost };
        }
    }

    /// <summary>A job is over.</summary>
    public void Ended(int job, JobEnd end, long now)
    {
        ref var track = ref Tracks[job];
        if (track.Run is null) track.Waited += now - track.WaitsSince;
        else StretchOver(job, now);

        var tally = TallyOf(job);
        if (end == JobEnd.Finished) tally.Finished++;
        else if (end == JobEnd.Failed) tally.Failed++;
        else tally.Cancelled++;

        if (end != JobEnd.Cancelled) tally.Waits.Add(track.Waited / 1000.0);
        (track.Run, track.Entry, track.EndedAt, track.End) = (null, null, now, end);
        LastEnd = now;
    }

    /// <summary>A job was promised a start; only the first promise counts.</summary>
    public void Promised(int job, Reservation promise, long now)
    {
        if (Tracks[job].Promise >= 0) return;

        Tracks[job].Promise = _promises.Count;
        _promises.Add(new PromiseOutcome(promise.Job, now, promise.Start, null));
    }

    /// <summary>The run is over: nothing more can happen, or it is cut off at a time.</summary>
    public void Close(long? cutOff)
    {
        RegionAt(Regions.Regions.Count - 1);
        LastEnd = Math.Max(Origin, cutOff ?? LastEnd);
        for (var job = 0; job < Tracks.Length; job++)
        {
            ref readonly var track = ref Tracks[job];
            if (track.Entry is null) continue;

            if (track.Run is not null)
            {
                TallyOf(job).Running++;
                StretchOver(job, LastEnd);
            }
            else if (track.FirstStart < 0)
            {
                TallyOf(job).NeverStarted++;
            }
        }

        foreach (var queue in _queues)
        {
            queue.Held.StretchTo(LastEnd);
            queue.Waiting.StretchTo(LastEnd);
        }
    }

    private RegionTally RegionAt(int region)
    {
        while (_regions.Count <= region) _regions.Add(new RegionTally(Regions.Regions[_regions.Count]));
        return _regions[region];
    }

    private QueueTally TallyOf(int job) => _queues[Tracks[job].Entry!.Queue.Index];
}
