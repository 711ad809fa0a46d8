using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.Tenancy;
using Headroom.Storage.Faults;

namespace Headroom.Storage.Events;

/// <summary>
/// Events as a kind and bytes. Kinds are those of recorded digests: never renumber. Resources are written by name, so
/// that a fleet which gains a chip model still understands its past. Not thread-safe.
/// </summary>
internal sealed class EventCodec(Resources resources)
{
    /// <summary>Version of the bytes, and the first of them.</summary>
    public const int Version = 2;

    // Without clusters in the shapes of jobs.
    private const int VersionBefore = 1;

    private readonly ByteWriter _writer = new();

    /// <summary>The resources that indexes count.</summary>
    public Resources Resources => resources;

    /// <summary>Number of an event's kind.</summary>
    public static int KindOf(ClusterEvent happened) => happened switch
    {
        FairnessChanged => 1,
        NodeChanged => 2,
        JobSubmitted => 3,
        JobHeld => 4,
        JobReleased => 5,
        JobCancelled => 6,
        JobStarted => 7,
        JobResized => 8,
        CheckpointSaved => 9,
        JobFinished => 10,
        PreemptionOrdered => 11,
        JobStopped => 12,
        ReservationMade => 13,
        ReservationDropped => 14,
        ClaimOpened => 15,
        ClaimClosed => 16,
        BudgetSpent => 17,
        BudgetRenewed => 18,
        StopOrdered => 19,
        _ => throw new InvalidOperationException($"No kind for {happened.GetType().Name}."),
    };

    /// <summary>What an event says beside its time and kind.</summary>
    public byte[] Encode(ClusterEvent happened)
    {
        _writer.Clear();
        _writer.Add(Version);
        switch (happened)
        {
            case FairnessChanged { Rules: var rules }: FairnessCodec.Write(_writer, rules); break;
            case NodeChanged changed: AddAll(changed.Node, (long)changed.Status); break;
            case JobSubmitted submitted: JobCodec.Write(_writer, submitted.Job); break;
            case JobHeld { Id: var id }: AddAll(id.Value); break;
            case JobReleased { Id: var id }: AddAll(id.Value); break;
            case JobCancelled { Id: var id }: AddAll(id.Value); break;
            case JobStarted started: AddPlaced(started.Id, started.Resource, started.Tasks); break;
            case JobResized resized:
                AddAll(resized.Id.Value);
                JobCodec.Write(_writer, resized.Tasks);
                break;
            case CheckpointSaved { Id: var id }: AddAll(id.Value); break;
            case JobFinished finished: AddAll(finished.Id.Value, finished.Succeeded ? 1 : 0); break;
            case PreemptionOrdered ordered: PreemptionCodec.Write(_writer, ordered.Preemption); break;
            case JobStopped { Id: var id }: AddAll(id.Value); break;
            case ReservationMade { Reservation: var promise }:
                AddPlaced(promise.Job, promise.Resource, promise.Tasks);
                AddAll(promise.Start, promise.IsReclaim ? 1 : 0);
                break;
            case ReservationDropped { Id: var id }: AddAll(id.Value); break;
            case ClaimOpened { Id: var id }: AddAll(id.Value); break;
            case ClaimClosed { Id: var id }: AddAll(id.Value); break;
            case BudgetSpent spent:
                _writer.Add(spent.Queue);
                _writer.Add(spent.Until);
                break;
            case BudgetRenewed renewed: _writer.Add(renewed.Queue); break;
            case StopOrdered ordered: AddAll(ordered.Id.Value, (long)ordered.Cause); break;
        }

        return _writer.Written.ToArray();
    }

    /// <summary>The event that was written.</summary>
    /// <exception cref="StoreException">Its kind or version is not known, or its bytes are damaged.</exception>
    public ClusterEvent Decode(long at, int kind, ReadOnlySpan<byte> payload)
    {
        var reader = new ByteReader(payload);
        var version = reader.Number();
        if (version is not (Version or VersionBefore)) throw Unknown($"version {version} of an event of kind {kind}");

        var happened = Read(ref reader, at, kind, hasClusters: version == Version);
        return reader.IsAtEnd ? happened : throw ByteReader.Damaged($"of an event of kind {kind} goes on after its end");
    }

    private ClusterEvent Read(ref ByteReader reader, long at, int kind, bool hasClusters) => kind switch
    {
        1 => new FairnessChanged(at, FairnessCodec.Read(ref reader)),
        2 => new NodeChanged(at, reader.Small(), (NodeStatus)reader.Small()),
        3 => new JobSubmitted(at, JobCodec.ReadJob(ref reader, hasClusters)),
        4 => new JobHeld(at, IdFrom(ref reader)),
        5 => new JobReleased(at, IdFrom(ref reader)),
        6 => new JobCancelled(at, IdFrom(ref reader)),
        7 => new JobStarted(at, IdFrom(ref reader), ResourceFrom(ref reader), JobCodec.ReadTasks(ref reader)),
        8 => new JobResized(at, IdFrom(ref reader), JobCodec.ReadTasks(ref reader)),
        9 => new CheckpointSaved(at, IdFrom(ref reader)),
        10 => new JobFinished(at, IdFrom(ref reader), reader.Flag()),
        11 => new PreemptionOrdered(at, PreemptionCodec.Read(ref reader)),
        12 => new JobStopped(at, IdFrom(ref reader)),
        13 => new ReservationMade(at, ReservationFrom(ref reader)),
        14 => new ReservationDropped(at, IdFrom(ref reader)),
        15 => new ClaimOpened(at, IdFrom(ref reader)),
        16 => new ClaimClosed(at, IdFrom(ref reader)),
        17 => new BudgetSpent(at, reader.Text(), reader.Optional()),
        18 => new BudgetRenewed(at, reader.Text()),
        19 => new StopOrdered(at, IdFrom(ref reader), (StopCause)reader.Small()),
        _ => throw Unknown($"events of kind {kind}"),
    };

    private Reservation ReservationFrom(ref ByteReader reader)
    {
        var (job, resource, tasks) = (IdFrom(ref reader), ResourceFrom(ref reader), JobCodec.ReadTasks(ref reader));
        return new Reservation(job, reader.Number(), resource, tasks, reader.Flag());
    }

    private static JobId IdFrom(ref ByteReader reader) => new(reader.Number());

    private int ResourceFrom(ref ByteReader reader)
    {
        var name = reader.Text();
        var index = resources.IndexOf(name);
        return index >= 0
            ? index
            : throw new StoreException(
                StoreFault.OtherFleet,
                $"A stored event speaks of chip model {name}, which the fleet does not have",
                "open the store with the fleet that it was written for, grown at its end only");
    }

    private void AddPlaced(JobId job, int resource, ValueList<TaskPlacement> tasks)
    {
        AddAll(job.Value);
        _writer.Add(resources[resource]);
        JobCodec.Write(_writer, tasks);
    }

    private void AddAll(params ReadOnlySpan<long> values)
    {
        foreach (var value in values) _writer.Add(value);
    }

    private static StoreException Unknown(string what) => new(
        StoreFault.TooNew, $"This program does not know {what}", "use the program that wrote it or a newer one");
}
