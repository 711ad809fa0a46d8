using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.State;
using Headroom.Storage.Faults;

namespace Headroom.Storage.Events;

/// <summary>Images of states as bytes: some thirty for a waiting job.</summary>
internal static class StateCodec
{
    /// <summary>Version of the bytes, and the first of them.</summary>
    public const int Version = 3;

    private const int VersionFirst = 1;
    private const int VersionOfBudgets = 2;
    private const int VersionOfClusters = 3;

    private delegate T Read<out T>(ref ByteReader reader);

    public static ReadOnlySpan<byte> Encode(StateImage image)
    {
        var writer = new ByteWriter(sharesTexts: true);
        writer.Add(Version);
        writer.Add(image.Now);
        FairnessCodec.Write(writer, image.Rules);
        writer.Add(image.Sequence);
        writer.Add((long)image.Digest);
        WriteAll(writer, image.Resources, writer.Add);
        WriteAll(writer, image.Nodes, status => writer.Add((long)status));
        WriteAll(writer, image.Shapes, shape => JobCodec.Write(writer, shape));
        WriteAll(writer, image.Queues, queue =>
        {
            writer.Add(queue.Name);
            WriteAll(writer, queue.Means, writer.Add);
        });
        WriteAll(writer, image.Jobs, job => Write(writer, job));
        WriteAll(writer, image.Promised, id => writer.Add(id.Value));
        WriteEnded(writer, image.Ended);
        WriteAll(writer, image.Runtimes, runtimes =>
        {
            writer.Add(runtimes.Level);
            writer.Add(runtimes.User);
            writer.Add(runtimes.Name);
            writer.Add(runtimes.GpuMilli);
            WriteAll(writer, runtimes.Milliseconds, writer.Add);
        });
        WriteAll(writer, image.Spent, spent =>
        {
            writer.Add(spent.Queue);
            writer.Add(spent.Until);
        });
        return writer.Written;
    }

    /// <summary>The image that was written.</summary>
    /// <exception cref="StoreException">Its version is not known, or its bytes are damaged.</exception>
    public static StateImage Decode(ReadOnlySpan<byte> bytes)
    {
        var reader = new ByteReader(bytes, sharesTexts: true);
        if (reader.Number() is var version && version is < VersionFirst or > Version)
        {
            throw new StoreException(
                StoreFault.TooNew,
                $"This program does not know version {version} of a snapshot",
                "use the program that wrote it or a newer one");
        }

        var image = new StateImage
        {
            Now = reader.Number(),
            Rules = FairnessCodec.Read(ref reader),
            Sequence = reader.Number(),
            Digest = (ulong)reader.Number(),
            Resources = All(ref reader, (ref ByteReader next) => next.Text()),
            Nodes = All(ref reader, (ref ByteReader next) => (NodeStatus)next.Small()),
            Shapes = All(
                ref reader, (ref ByteReader next) => JobCodec.ReadShape(ref next, version >= VersionOfClusters)),
            Queues = All(ref reader, (ref ByteReader next) => new QueueImage(next.Text(), Numbers(ref next))),
            Jobs = [],
            Promised = [],
            Ended = [],
            Runtimes = [],
        };
        var shapes = image.Shapes;
        image = image with
        {
            Jobs = All(ref reader, (ref ByteReader next) => ReadJob(ref next, shapes)),
            Promised = All(ref reader, (ref ByteReader next) => new JobId(next.Number())),
            Ended = ReadEnded(ref reader),
            Runtimes = All(ref reader, (ref ByteReader next) => new RuntimesImage(
                next.Small(), next.Text(), next.Text(), next.Number(), Numbers(ref next))),
        };
        if (version >= VersionOfBudgets)
        {
            image = image with
            {
                Spent = All(ref reader, (ref ByteReader next) => new SpentImage(next.Text(), next.Optional())),
            };
        }

        return reader.IsAtEnd ? image : throw ByteReader.Damaged("of a state goes on after its end");
    }

    private static void Write(ByteWriter writer, JobImage job)
    {
        writer.Add(job.ShapeIndex);
        writer.Add(job.Queue);
        writer.Add((long)job.Phase);
        JobCodec.WriteRest(writer, job.Job);
        var isFresh = job is { Sequence: 0, ClaimedSince: null, Reservation: null };
        writer.Add(isFresh);
        if (isFresh) return;

        writer.Add(job.Sequence);
        writer.Add(job.StartedAt);
        writer.Add(job.SavedAt);
        writer.Add(job.RanBeforeMilliseconds);
        writer.Add(job.Preemptions);
        writer.Add(job.ClaimedSince);
        writer.Add(job.Resource);
        Write(writer, job.Need);
        JobCodec.Write(writer, job.Tasks);
        writer.Add(job.Reservation is not null);
        if (job.Reservation is not { } promise) return;

        writer.Add(promise.Start);
        writer.Add(promise.Resource);
        JobCodec.Write(writer, promise.Tasks);
        writer.Add(promise.IsReclaim);
    }

    private static JobImage ReadJob(ref ByteReader reader, IReadOnlyList<JobShape> shapes)
    {
        var (shape, queue, phase) = (reader.Small(), reader.Small(), (JobPhase)reader.Small());
        if (shape < 0 || shape >= shapes.Count) throw ByteReader.Damaged("names a shape that is not there");

        var job = new JobImage
        {
            ShapeIndex = shape,
            Queue = queue,
            Phase = phase,
            Job = JobCodec.ReadRest(ref reader, shapes[shape]),
        };
        if (reader.Flag()) return job;

        return job with
        {
            Sequence = reader.Number(),
            StartedAt = reader.Number(),
            SavedAt = reader.Number(),
            RanBeforeMilliseconds = reader.Number(),
            Preemptions = reader.Small(),
            ClaimedSince = reader.Optional(),
            Resource = reader.Small(),
            Need = ReadNeed(ref reader),
            Tasks = JobCodec.ReadTasks(ref reader),
            Reservation = reader.Flag()
                ? new Reservation(
                    job.Job.Id, reader.Number(), reader.Small(), JobCodec.ReadTasks(ref reader), reader.Flag())
                : null,
        };
    }

    private static void Write(ByteWriter writer, TaskNeed need)
    {
        writer.Add(need.CpuMillicores);
        writer.Add(need.MemoryMiB);
        writer.Add(need.GpuCount);
        writer.Add(need.GpuMilli);
        writer.Add(need.GpuMemoryMiB);
        writer.Add(need.SliceSlots);
    }

    private static TaskNeed ReadNeed(ref ByteReader reader) => new(
        reader.Number(), reader.Number(), reader.Small(), reader.Small(), reader.Number(), reader.Small());

    // Distances between ids, with the outcome in the lowest bit: one or two bytes a job.
    private static void WriteEnded(ByteWriter writer, IReadOnlyList<KeyValuePair<JobId, bool>> ended)
    {
        writer.Add(ended.Count);
        var last = 0L;
        foreach (var (id, succeeded) in ended)
        {
            writer.Add(((id.Value - last) << 1) | (succeeded ? 1L : 0L));
            last = id.Value;
        }
    }

    private static KeyValuePair<JobId, bool>[] ReadEnded(ref ByteReader reader)
    {
        var ended = new KeyValuePair<JobId, bool>[reader.Count()];
        var last = 0L;
        for (var index = 0; index < ended.Length; index++)
        {
            var packed = reader.Number();
            last += packed >> 1;
            ended[index] = new(new JobId(last), (packed & 1) != 0);
        }

        return ended;
    }

    private static void WriteAll<T>(ByteWriter writer, IReadOnlyList<T> items, Action<T> write)
    {
        writer.Add(items.Count);
        foreach (var item in items) write(item);
    }

    private static ValueList<long> Numbers(ref ByteReader reader) =>
        ValueList.Of<long>(All(ref reader, (ref ByteReader next) => next.Number()));

    private static T[] All<T>(ref ByteReader reader, Read<T> read)
    {
        var items = new T[reader.Count()];
        for (var index = 0; index < items.Length; index++) items[index] = read(ref reader);
        return items;
    }
}
