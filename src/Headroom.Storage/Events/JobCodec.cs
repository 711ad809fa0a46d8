using Headroom.Cluster;
using Headroom.Cluster.Jobs;

namespace Headroom.Storage.Events;

/// <summary>Jobs and their shapes as bytes. The order of fields is the format: a change is a new version.</summary>
internal static class JobCodec
{
    private delegate T Read<out T>(ref ByteReader reader);

    public static void Write(ByteWriter writer, Job job)
    {
        Write(writer, job.Shape);
        WriteRest(writer, job);
    }

    /// <param name="reader">What was written.</param>
    /// <param name="hasClusters">Whether its shape tells clusters: those written before do not.</param>
    public static Job ReadJob(ref ByteReader reader, bool hasClusters)
    {
        var shape = ReadShape(ref reader, hasClusters);
        return ReadRest(ref reader, shape);
    }

    /// <summary>A job without its shape, where many jobs share one.</summary>
    public static void WriteRest(ByteWriter writer, Job job)
    {
        writer.Add(job.Id.Value);
        writer.Add(job.Queue);
        writer.Add(job.SubmittedMilliseconds);
        writer.Add(job.User);
        writer.Add(job.Name);
        writer.Add(job.Priority);
        writer.Add(job.IsPreemptible);
        writer.Add(job.TimeLimitMilliseconds);
        writer.Add(job.CheckpointMilliseconds);
        writer.Add(job.RestartMilliseconds);
        writer.Add(job.NotBeforeMilliseconds);
        writer.Add(job.StartByMilliseconds);
        writer.Add(job.After.Count);
        foreach (var dependency in job.After)
        {
            writer.Add(dependency.Job.Value);
            writer.Add((long)dependency.Condition);
        }

        writer.Add(job.Array?.Value);
        writer.Add(job.ArrayRunningMax);
    }

    public static Job ReadRest(ref ByteReader reader, JobShape shape) => new()
    {
        Shape = shape,
        Id = new JobId(reader.Number()),
        Queue = reader.Text(),
        SubmittedMilliseconds = reader.Number(),
        User = reader.Text(),
        Name = reader.Text(),
        Priority = reader.Small(),
        IsPreemptible = reader.Flag(),
        TimeLimitMilliseconds = reader.Optional(),
        CheckpointMilliseconds = reader.Number(),
        RestartMilliseconds = reader.Number(),
        NotBeforeMilliseconds = reader.Number(),
        StartByMilliseconds = reader.Optional(),
        After = Many(ref reader, (ref ByteReader next) =>
            new Dependency(new JobId(next.Number()), (DependencyCondition)next.Small())),
        Array = reader.Optional() is { } array ? new JobId(array) : null,
        ArrayRunningMax = reader.Small(),
    };

    public static void Write(ByteWriter writer, JobShape shape)
    {
        writer.Add(shape.TaskCount);
        writer.Add(shape.TaskCountMin);
        writer.Add(shape.CpuMillicores);
        writer.Add(shape.MemoryMiB);
        writer.Add(shape.GpuCount);
        writer.Add(shape.GpuMilli);
        writer.Add(shape.GpuMemoryMiB);
        writer.Add(shape.Slice);
        writer.Add(shape.Chips.Count);
        foreach (var chip in shape.Chips)
        {
            writer.Add(chip.Model);
            writer.Add(chip.SpeedPermille);
        }

        writer.Add(shape.Topology is null ? -1 : (long)shape.Topology.Level);
        if (shape.Topology is { } wish) writer.Add(wish.IsRequired);
        Write(writer, shape.Regions);
        Write(writer, shape.DataSets);
        Write(writer, shape.Clusters);
    }

    /// <summary>A shape that stands alone: one that was written before clusters were told ends without them.</summary>
    public static JobShape ReadShape(ref ByteReader reader)
    {
        var shape = ReadShape(ref reader, hasClusters: false);
        return reader.IsAtEnd ? shape : WithClusters(ref reader, shape);
    }

    /// <summary>A shape that other things stand behind.</summary>
    public static JobShape ReadShape(ref ByteReader reader, bool hasClusters)
    {
        var shape = ReadOlder(ref reader);
        return hasClusters ? WithClusters(ref reader, shape) : shape;
    }

    private static JobShape WithClusters(ref ByteReader reader, JobShape shape) =>
        shape with { Clusters = Many(ref reader, (ref ByteReader next) => next.Text()) };

    private static JobShape ReadOlder(ref ByteReader reader) => new()
    {
        TaskCount = reader.Small(),
        TaskCountMin = reader.Small(),
        CpuMillicores = reader.Number(),
        MemoryMiB = reader.Number(),
        GpuCount = reader.Small(),
        GpuMilli = reader.Small(),
        GpuMemoryMiB = reader.Number(),
        Slice = reader.Text(),
        Chips = Many(ref reader, (ref ByteReader next) => new ChipChoice(next.Text(), next.Small())),
        Topology = reader.Small() is >= 0 and var level
            ? new TopologyWish((TopologyLevel)level, reader.Flag())
            : null,
        Regions = Many(ref reader, (ref ByteReader next) => next.Text()),
        DataSets = Many(ref reader, (ref ByteReader next) => next.Text()),
    };

    public static void Write(ByteWriter writer, ValueList<TaskPlacement> tasks)
    {
        writer.Add(tasks.Count);
        foreach (var task in tasks)
        {
            writer.Add(task.Node);
            writer.Add(task.Gpus.Bits);
            writer.Add(task.SliceStart);
        }
    }

    public static ValueList<TaskPlacement> ReadTasks(ref ByteReader reader) =>
        Many(ref reader, (ref ByteReader next) =>
            new TaskPlacement(next.Small(), new GpuSet((uint)next.Number()), next.Small()));

    private static void Write(ByteWriter writer, ValueList<string> names)
    {
        writer.Add(names.Count);
        foreach (var name in names) writer.Add(name);
    }

    private static ValueList<T> Many<T>(ref ByteReader reader, Read<T> read)
        where T : notnull
    {
        var items = new T[reader.Count()];
        for (var index = 0; index < items.Length; index++) items[index] = read(ref reader);
        return ValueList.Of<T>(items);
    }
}
