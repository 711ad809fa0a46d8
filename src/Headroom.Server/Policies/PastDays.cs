using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.Jobs;
using Headroom.Simulation.Sharing;
using Headroom.Storage;
using Headroom.Storage.Reading;

namespace Headroom.Server.Policies;

/// <summary>
/// The jobs of the last days, to be replayed: those that were submitted since, with the runtimes that they turned out
/// to have. What ran before is left out: the pool is empty when they begin.
/// </summary>
internal sealed class PastDays
{
    /// <summary>Most jobs: the last ones.</summary>
    public const int JobsMax = 20_000;

    private const int EventsMax = 400_000;

    private readonly SortedDictionary<JobId, PastJob> _jobs = [];
    private readonly List<NodeChanged> _nodeChanges = [];

    private PastDays()
    {
    }

    /// <summary>The jobs as they were submitted, in order.</summary>
    public IReadOnlyList<Job> Submissions => [.. _jobs.Values.TakeLast(JobsMax).Select(job => job.Job)];

    /// <summary>Reads them from the events of a store; others go on meanwhile.</summary>
    /// <param name="store">The store.</param>
    /// <param name="since">First time, in milliseconds.</param>
    /// <param name="now">Last time, in milliseconds.</param>
    /// <param name="cancellation">Ends the read.</param>
    public static async Task<PastDays> ReadAsync(Store store, long since, long now, CancellationToken cancellation)
    {
        var past = new PastDays();
        var after = await BeginAsync(store, since, cancellation);
        while (await store.Events.AfterAsync(after, EventLog.CountMax, cancellation) is { Count: > 0 } events)
        {
            foreach (var (_, happened) in events)
            {
                if (happened.At >= since) past.Add(happened);
            }

            after = events[^1].Sequence;
        }

        past.Close(now);
        return past;
    }

    /// <summary>Jobs of the queues that are asked for, from time 0 on, and how many others there are.</summary>
    public (IReadOnlyList<SharedJob> Jobs, IReadOnlyList<NodeChanged> NodeChanges, int LeftOut) For(
        Func<string, bool> isQueue)
    {
        var past = _jobs.Values.TakeLast(JobsMax).ToArray();
        var kept = past.Where(job => isQueue(job.Job.Queue)).ToArray();
        if (kept.Length == 0) return ([], [], past.Length);

        var (zero, known) = (kept[0].Job.SubmittedMilliseconds, kept.Select(job => job.Job.Id).ToHashSet());
        return (
            [.. kept.Select(job => Shared(job, zero, known))],
            [
                .. _nodeChanges.Where(change => change.At >= zero)
                    .Select(change => change with { At = change.At - zero }),
            ],
            past.Length - kept.Length);
    }

    /// <summary>Number of the event before the first one since a time, within the last ones that are read.</summary>
    public static async Task<long> BeginAsync(Store store, long since, CancellationToken cancellation)
    {
        // Numbers of events ascend with their times: by halves to the first one that is not too old.
        var last = await store.Events.LastAsync(cancellation);
        var (low, high) = (Math.Max(0, last - EventsMax), last);
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            if (await store.Events.AfterAsync(middle, 1, cancellation) is [{ Event.At: var at }] && at < since)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private void Add(ClusterEvent happened)
    {
        switch (happened)
        {
            case JobSubmitted { Job: var job }: _jobs[job.Id] = new PastJob(job); break;
            case JobStarted started: Find(started.Id)?.Started(started.At); break;
            case JobStopped stopped: Find(stopped.Id)?.Stopped(stopped.At); break;
            case JobFinished finished: Find(finished.Id)?.Ended(finished.At, finished.Succeeded); break;
            case JobCancelled cancelled: Find(cancelled.Id)?.Ended(cancelled.At, succeeded: false); break;
            case NodeChanged changed: _nodeChanges.Add(changed); break;
        }
    }

    private PastJob? Find(JobId id) => _jobs.GetValueOrDefault(id);

    private void Close(long now)
    {
        var runtimes = _jobs.Values.Where(job => job.HasRun).ToLookup(job => job.Job.Queue, job => job.RanMilliseconds);
        var all = MedianOf(_jobs.Values.Where(job => job.HasRun).Select(job => job.RanMilliseconds));
        foreach (var job in _jobs.Values.ToArray())
            job.Close(now, MedianOf(runtimes[job.Job.Queue]) ?? all ?? job.Job.TimeLimitMilliseconds ?? 0);
    }

    private static long? MedianOf(IEnumerable<long> runtimes)
    {
        var sorted = runtimes.Order().ToArray();
        return sorted.Length == 0 ? null : sorted[sorted.Length / 2];
    }

    private static SharedJob Shared(PastJob past, long zero, HashSet<JobId> known)
    {
        var job = past.Job;
        return new SharedJob
        {
            Job = job with
            {
                SubmittedMilliseconds = job.SubmittedMilliseconds - zero,
                NotBeforeMilliseconds = Math.Max(0, job.NotBeforeMilliseconds - zero),
                StartByMilliseconds = job.StartByMilliseconds is { } by ? Math.Max(0, by - zero) : null,
                // What it waited for may have ended before.
                After = ValueList.From(job.After.Where(after => known.Contains(after.Job))),
            },
            RuntimeMilliseconds = past.RanMilliseconds,
            Succeeds = past.Succeeded,
            CancelledMilliseconds = past.CancelledAt - zero,
        };
    }
}
