using Headroom.Cluster.Events;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.Tenancy;

namespace Headroom.Cluster.State;

/// <summary>
/// Everything that a state is, as values that no longer change: what is kept so that a start need not go through all
/// events again. A state made from it goes on as the first one would.
/// </summary>
public sealed record StateImage
{
    /// <summary>Time of the last event, in milliseconds.</summary>
    public required long Now { get; init; }

    /// <summary>The rules by which use of the past counts.</summary>
    public required FairnessRules Rules { get; init; }

    /// <summary>Starts so far.</summary>
    public required long Sequence { get; init; }

    /// <summary>Hash over all events.</summary>
    public required ulong Digest { get; init; }

    /// <summary>Names of the fleet's resources; other parts of the image name them by index.</summary>
    public required IReadOnlyList<string> Resources { get; init; }

    /// <summary>What each node is good for, by index.</summary>
    public required IReadOnlyList<NodeStatus> Nodes { get; init; }

    /// <summary>Shapes of all jobs, by their numbers.</summary>
    public required IReadOnlyList<JobShape> Shapes { get; init; }

    /// <summary>Queues in order of first use.</summary>
    public required IReadOnlyList<QueueImage> Queues { get; init; }

    /// <summary>Jobs that have not ended, by queue and in the orders of queues.</summary>
    public required IReadOnlyList<JobImage> Jobs { get; init; }

    /// <summary>Jobs that hold a promise, the oldest promise first.</summary>
    public required IReadOnlyList<JobId> Promised { get; init; }

    /// <summary>Jobs that have ended and whether they succeeded, by id.</summary>
    public required IReadOnlyList<KeyValuePair<JobId, bool>> Ended { get; init; }

    /// <summary>Runtimes of finished jobs, by level of likeness and then by likeness.</summary>
    public required IReadOnlyList<RuntimesImage> Runtimes { get; init; }

    /// <summary>Queues whose budget is used up, by name.</summary>
    public IReadOnlyList<SpentImage> Spent { get; init; } = [];

    /// <summary>The image of a state; takes time in proportion to its live jobs and to all that ever ended.</summary>
    public static StateImage Of(ClusterState state) => new()
    {
        Now = state.Now,
        Rules = state.Rules,
        Sequence = state.Sequence,
        Digest = state.Digest,
        Resources = [.. Enumerable.Range(0, state.Resources.Count).Select(index => state.Resources[index])],
        Nodes = [.. Enumerable.Range(0, state.Fleet.Nodes.Count).Select(state.StatusOf)],
        Shapes = [.. state.Shapes],
        Queues = [.. state.Queues.Select(queue => new QueueImage(queue.Name, ValueList.Of(queue.Average.Means)))],
        Jobs = [.. state.Queues.SelectMany(queue => queue.Waiting.Concat(queue.Running)).Select(JobImage.Of)],
        Promised = [.. state.Promised.Select(job => job.Job.Id)],
        Ended = [.. state.Ended.OrderBy(ended => ended.Key)],
        Runtimes = state.Runtimes.Image(),
        Spent = [.. state.Spent.Select(spent => new SpentImage(spent.Key, spent.Value))],
    };
}

/// <summary>A queue of an image.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Means">Its decayed use, by resource, in the units of <see cref="DecayedUse"/>.</param>
public sealed record QueueImage(string Name, ValueList<long> Means);

/// <summary>A queue whose budget is used up.</summary>
/// <param name="Queue">Its name.</param>
/// <param name="Until">When it has a new one, in milliseconds; null when nobody knows.</param>
public sealed record SpentImage(string Queue, long? Until);

/// <summary>The last runtimes of jobs that are alike.</summary>
/// <param name="Level">Level of likeness, as <see cref="RuntimeBook.Recent"/> counts them.</param>
/// <param name="User">Their user; empty where the level does not look at it.</param>
/// <param name="Name">Their name; empty where the level does not look at it.</param>
/// <param name="GpuMilli">Their size; 0 where the level does not look at it.</param>
/// <param name="Milliseconds">Runtimes in milliseconds, newest last.</param>
public sealed record RuntimesImage(int Level, string User, string Name, long GpuMilli, ValueList<long> Milliseconds);
