using System.Globalization;
using System.Text.Json;
using Headroom.Client.Jobs;
using Headroom.Client.Wire;
using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.State;
using Headroom.Server.Keeping;
using Headroom.Storage;
using Headroom.Storage.Jobs;
using Headroom.Storage.Writing;

namespace Headroom.Cli.Bench.Live;

/// <summary>
/// Fills the store of a pool that does not run with jobs that ran one after the other and jobs that wait, as the pool
/// itself would have written them. Its only node takes no new work, so that none of those that wait starts.
/// </summary>
internal sealed class StoredJobs
{
    private const string Queue = "default";
    private const int BatchJobs = 1_000;
    private const int Names = 10_000;

    // A pool that is killed has as many events since its last snapshot, at most.
    private const int JobsAfterSnapshot = 10_000;

    private static readonly JobShape Shape = new() { GpuCount = 1, CpuMillicores = 1_000 };
    private static readonly string Text = JsonSerializer.Serialize(
        new JobRequest { Command = ["true"], Queue = Queue, Gpus = 1 }, ApiJson.Options);

    private readonly Store _store;
    private readonly StoreWriter _writer;
    private readonly ClusterState _state;
    private long _sequence;
    private long _at;

    private StoredJobs(Store store)
    {
        _store = store;
        _writer = store.StartWriter(store.TakeLead("bench", at: long.MaxValue, until: 0)!);
        (_state, _sequence) = store.Recover();
        _at = Math.Max(_state.Now, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
    }

    /// <summary>Adds jobs.</summary>
    /// <param name="file">File of the store.</param>
    /// <param name="count">Jobs in all.</param>
    /// <param name="waiting">How many of them wait: the last ones.</param>
    public static async Task FillAsync(string file, int count, int waiting)
    {
        var address = StoreAddress.File(file);
        string fleet;
        using (var known = ReadOnlyStore.Open(address))
            fleet = (await known.Access.SettingAsync(StoredFleet.Setting))!.Text;

        using var store = Store.Open(address, StoredFleet.Parse(fleet));
        var jobs = new StoredJobs(store);
        try
        {
            await jobs.WriteAsync([new NodeChanged(jobs._at, 0, NodeStatus.Cordoned)]);
            await jobs.AddAsync(1, count - waiting, isWaiting: false);
            await jobs.AddAsync(count - waiting + 1, count - JobsAfterSnapshot, isWaiting: true);
            await store.Snapshots.SaveAsync(jobs._writer, jobs._sequence, StateImage.Of(jobs._state));
            await jobs.AddAsync(count - JobsAfterSnapshot + 1, count, isWaiting: true);
        }
        finally
        {
            jobs._writer.Dispose();
        }
    }

    private async Task AddAsync(long first, long last, bool isWaiting)
    {
        for (var from = first; from <= last; from += BatchJobs)
        {
            var events = new List<ClusterEvent>();
            for (var id = from; id <= Math.Min(last, from + BatchJobs - 1); id++)
            {
                var job = new JobId(id);
                events.Add(new JobSubmitted(++_at, NewJob(job)));
                if (isWaiting) continue;

                var place = new TaskPlacement(0, GpuSet.Of((int)(id % 4)));
                events.Add(new JobStarted(_at, job, _state.ResourceOf(0), [place]));
                events.Add(new JobFinished(++_at, job, Succeeded: true));
            }

            await WriteAsync(events);
        }
    }

    private async Task WriteAsync(IReadOnlyList<ClusterEvent> events)
    {
        foreach (var happened in events)
        {
            if (_state.Apply(happened) is { } refusal) throw new InvalidOperationException(refusal.ToString());
        }

        var receipt = await _writer.WriteAsync(new StoreBatch
        {
            Events = events,
            Submissions =
                [.. events.OfType<JobSubmitted>().Select(one => new JobSubmission(one.Job.Id, Queue, Text))],
        });
        _sequence = receipt.LastSequence;
    }

    private Job NewJob(JobId id) => new()
    {
        Id = id,
        Shape = Shape,
        Queue = Queue,
        Name = string.Create(CultureInfo.InvariantCulture, $"job-{id.Value % Names}"),
        User = "bench",
        SubmittedMilliseconds = _at,
    };
}
