using Headroom.Cluster.State;
using Headroom.Server.Loop;
using Headroom.Storage;
using Headroom.Storage.Faults;
using Headroom.Storage.Keeping;
using Headroom.Storage.Writing;

namespace Headroom.Server.Keeping;

/// <summary>
/// Keeps the lead, takes snapshots and removes what is old, beside the loop: all of it goes to the store in parts, and
/// turns are stored in between.
/// </summary>
internal sealed class Upkeep(
    Store store, StoreWriter writer, ControlLoop loop, OldRuns runs, UpkeepOptions options, TimeProvider time,
    ILogger log)
{
    private long _snapshotSequence;
    private long _snapshotAt = time.GetTimestamp();
    private long? _retainedAt;

    /// <summary>Works until it is cancelled.</summary>
    /// <exception cref="StoreException">Another control plane leads now.</exception>
    public async Task RunAsync(CancellationToken cancellation) =>
        // Neither ends by itself: the first that does has a fault.
        await await Task.WhenAny(LeadAsync(cancellation), LookAfterAsync(cancellation));

    /// <summary>Takes a snapshot of the state as it is stored; ends when it is kept.</summary>
    public async Task SnapshotAsync()
    {
        // A copy costs the loop far less than an image, which sorts all jobs that ever ended.
        var (state, sequence) = await loop.DoAsync(turn => (turn.State.Cluster.Copy(), turn.Sequence));
        await store.Snapshots.SaveAsync(writer, sequence, StateImage.Of(state));
        (_snapshotSequence, _snapshotAt) = (sequence, time.GetTimestamp());
    }

    /// <summary>Removes what is old.</summary>
    public async Task<RetentionResult> RetainAsync()
    {
        var now = time.GetUtcNow();
        var removed = await store.Retention.ApplyAsync(writer, new RetentionRules(
            now.ToUnixTimeMilliseconds(),
            EventsBefore: (now - options.EventsKept).ToUnixTimeMilliseconds(),
            StretchesBefore: (now - options.StretchesKept).ToUnixTimeMilliseconds(),
            MessagesBefore: (now - options.MessagesKept).ToUnixTimeMilliseconds()));
        await runs.ForgetAsync(now - options.RunsKept, CancellationToken.None);
        _retainedAt = time.GetTimestamp();
        return removed;
    }

    private async Task LeadAsync(CancellationToken cancellation)
    {
        while (true)
        {
            await Task.Delay(options.Lease / 3, time, cancellation);
            await TryAsync(() => writer.ExtendLeadAsync(
                (time.GetUtcNow() + options.Lease).ToUnixTimeMilliseconds()));
        }
    }

    private async Task LookAfterAsync(CancellationToken cancellation)
    {
        _snapshotSequence = await loop.DoAsync(turn => turn.Sequence);
        while (true)
        {
            await Task.Delay(options.Look, time, cancellation);
            await TryAsync(async () =>
            {
                if (IsSnapshotDue(await loop.DoAsync(turn => turn.Sequence))) await SnapshotAsync();
                if (_retainedAt is { } last && time.GetElapsedTime(last) < options.RetentionPeriod) return;

                await RetainAsync();
            });
        }
    }

    private bool IsSnapshotDue(long sequence) =>
        sequence - _snapshotSequence >= options.SnapshotEvents
        || (sequence > _snapshotSequence && time.GetElapsedTime(_snapshotAt) >= options.SnapshotPeriod);

    // What could not be done is due again at the next look; a lead that is lost is lost for good.
    private async Task TryAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception fault) when (
            fault is Refusal || (fault is StoreException { Fault: not StoreFault.NewerLeader }))
        {
            log.UpkeepPutOff(fault);
        }
    }
}
