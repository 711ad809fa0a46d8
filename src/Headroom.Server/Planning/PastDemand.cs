using Headroom.Capacity.Ladder;
using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.Tenancy;
using Headroom.Server.Policies;
using Headroom.Server.Views;
using Headroom.Storage;
using Headroom.Storage.Accounts;
using Headroom.Storage.Reading;

namespace Headroom.Server.Planning;

/// <summary>
/// What was asked of a pool: what ran, from its accounts; what waited and what gave up, from its events. Jobs that
/// someone holds, and those that must not start yet, do not wait for the pool.
/// </summary>
internal sealed class PastDemand
{
    private const double MillisecondsAnHour = 3_600_000;
    private const double Milli = 1000;

    private readonly long _from;
    private readonly long _before;
    private readonly QueueTree _tree;
    private readonly SortedDictionary<JobId, AskingJob> _jobs = [];
    private readonly List<DemandedJob> _demand = [];
    private readonly List<(AskingJob Job, long At)> _gaveUp = [];
    private readonly List<double> _hoursRan = [];
    private readonly List<NodeChanged> _nodeChanges = [];

    private PastDemand(long from, long before, QueueTree tree) => (_from, _before, _tree) = (from, before, tree);

    /// <summary>Parts of demand, in hours since the begin.</summary>
    public IReadOnlyList<DemandedJob> Demand => _demand;

    /// <summary>Changes of nodes, in order.</summary>
    public IReadOnlyList<NodeChanged> NodeChanges => _nodeChanges;

    /// <summary>Reads it from a store; others go on meanwhile.</summary>
    /// <param name="store">The store.</param>
    /// <param name="tree">Queues, which tell tenants.</param>
    /// <param name="from">Begin, in milliseconds.</param>
    /// <param name="before">End, in milliseconds.</param>
    /// <param name="cancellation">Ends the read.</param>
    public static async Task<PastDemand> ReadAsync(
        Store store, QueueTree tree, long from, long before, CancellationToken cancellation)
    {
        var past = new PastDemand(from, before, tree);

        // As long again before the begin: what waited then may wait still.
        var after = await PastDays.BeginAsync(store, from - (before - from), cancellation);
        while (await store.Events.AfterAsync(after, EventLog.CountMax, cancellation) is { Count: > 0 } events)
        {
            foreach (var (_, happened) in events)
            {
                if (happened.At < before) past.Add(happened);
            }

            after = events[^1].Sequence;
        }

        past.Close();
        await past.AddRunningAsync(store, cancellation);
        return past;
    }

    private void Add(ClusterEvent happened)
    {
        switch (happened)
        {
            case JobSubmitted { Job: { Shape.GpuMilliTotal: > 0 } job }: _jobs[job.Id] = new AskingJob(job); break;
            case JobStarted started: Waited(started.Id, started.At)?.Started(started.At); break;
            case JobStopped stopped: Find(stopped.Id)?.Waits(stopped.At); break;
            case JobHeld held: Waited(held.Id, held.At); break;
            case JobReleased released: Find(released.Id)?.Waits(released.At); break;
            case JobFinished finished: End(Find(finished.Id), finished.At); break;
            case JobCancelled cancelled: End(Waited(cancelled.Id, cancelled.At), cancelled.At); break;
            case NodeChanged changed: _nodeChanges.Add(changed); break;
        }
    }

    private AskingJob? Find(JobId id) => _jobs.GetValueOrDefault(id);

    // The job, whose wait is over.
    private AskingJob? Waited(JobId id, long at)
    {
        if (Find(id) is not { } job) return null;

        if (job.WaitsSince is { } since) AddPart(job, since, at, at, 0);
        job.WaitsSince = null;
        return job;
    }

    private void End(AskingJob? job, long at)
    {
        if (job is null) return;

        _jobs.Remove(job.Job.Id);
        if (job.StartedAt is not { } started) _gaveUp.Add((job, at));
        else _hoursRan.Add((at - started) / MillisecondsAnHour);
    }

    private void Close()
    {
        foreach (var job in _jobs.Values)
        {
            if (job.WaitsSince is { } since) AddPart(job, since, _before, _before, 0);
        }

        _hoursRan.Sort();
        var median = _hoursRan.Count == 0 ? 0 : _hoursRan[_hoursRan.Count / 2];
        foreach (var (job, at) in _gaveUp) AddPart(job, at, at, at, median);
    }

    // From a wait's begin to its end, and then so many hours that it would have run.
    private void AddPart(AskingJob asking, long since, long until, long ended, double refusedHours)
    {
        if (ended < _from) return;

        var job = asking.Job;
        _demand.Add(new DemandedJob(
            RunSnapshot.TenantOf(_tree, job.Queue), job.Shape.GpuMilliTotal / Milli, Hours(Math.Max(since, _from)),
            Hours(until), Hours(ended))
        {
            Chip = job.Shape.Chips is [var only] ? only.Model : "",
            Pool = job.Shape.Regions is [var region] ? region : "",
            RefusedHours = refusedHours,
        });
    }

    // Parts are asked for by whole quarters and cut to the time.
    private Task AddRunningAsync(Store store, CancellationToken cancellation)
    {
        var first = _from / UsagePart.Quarter * UsagePart.Quarter;
        var last = (_before + UsagePart.Quarter - 1) / UsagePart.Quarter * UsagePart.Quarter;
        return store.Usage.VisitAsync(new UsageQuery(Math.Max(0, first), last, _before), AddRunning, cancellation);
    }

    private void AddRunning(UsagePart part)
    {
        if (_tree.Resources.IndexOf(part.Resource) == _tree.Resources.Cpu) return;

        var (began, ended) = (Math.Max(part.Began, _from), Math.Min(part.Ended, _before));
        if (ended <= began) return;

        var gpus = part.MilliMilliseconds / (double)(part.Ended - part.Began) / Milli;
        _demand.Add(new DemandedJob(part.Tenant, gpus, Hours(began), Hours(began), Hours(ended))
        {
            Chip = part.Resource,
            Pool = part.Region,
        });
    }

    private double Hours(long at) => (at - _from) / MillisecondsAnHour;
}

/// <summary>A job that has not ended yet, as far as events tell.</summary>
internal sealed class AskingJob(Job job)
{
    public Job Job => job;

    /// <summary>Since when it waits for the pool; null while it does not.</summary>
    public long? WaitsSince { get; set; } = Math.Max(job.SubmittedMilliseconds, job.NotBeforeMilliseconds);

    /// <summary>Its last start; null before the first.</summary>
    public long? StartedAt { get; private set; }

    public void Started(long at) => StartedAt = at;

    public void Waits(long at) => WaitsSince = Math.Max(at, job.NotBeforeMilliseconds);
}
