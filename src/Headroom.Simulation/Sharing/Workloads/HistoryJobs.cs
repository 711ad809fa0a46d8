using Headroom.Cluster;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.Tenancy;

namespace Headroom.Simulation.Sharing.Workloads;

/// <summary>A recorded history as jobs of a pool.</summary>
/// <remarks>
/// Histories tell accelerators but not processors, so that accelerators alone bind: a job asks for no processors and no
/// memory. One without accelerators asks for a thousandth of a core, so that it runs at once. A recorded job that
/// outran its limit was let run by its site; it gets its runtime as limit.
/// </remarks>
public static class HistoryJobs
{
    /// <summary>The queue of jobs of which neither tenant nor user is known.</summary>
    public const string DefaultQueue = "default";

    /// <summary>The jobs in the order of the history; the id of a job is its place in it.</summary>
    public static IReadOnlyList<SharedJob> From(IReadOnlyList<RecordedJob> history, HistoryOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.GpusPerNode, 1);
        var shapes = new Dictionary<int, JobShape>();
        var queues = new Dictionary<string, string>(StringComparer.Ordinal);
        var jobs = new SharedJob[history.Count];
        for (var place = 0; place < jobs.Length; place++)
        {
            var recorded = history[place];
            if (!shapes.TryGetValue(recorded.GpuCount, out var shape))
                shapes.Add(recorded.GpuCount, shape = ShapeOf(recorded.GpuCount, options.GpusPerNode));

            jobs[place] = new SharedJob
            {
                Job = Of(place, recorded, shape, QueueOf(recorded, options, queues), options),
                RuntimeMilliseconds = recorded.RuntimeMilliseconds,
            };
        }

        return jobs;
    }

    /// <summary>Name of the queue of whoever is charged for jobs.</summary>
    /// <param name="tenant">Tenant, or user where there is none, as the site wrote it; empty for nobody.</param>
    public static string QueueNameOf(string tenant)
    {
        if (tenant.Length == 0) return DefaultQueue;

        // Names of queues are narrower than those of sites.
        var name = tenant.Length > QueueDefinition.NameLengthMax ? tenant[..QueueDefinition.NameLengthMax] : tenant;
        return string.Concat(
            name.Select(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '_' or '.' ? sign : '-'));
    }

    /// <summary>Who is charged for a job: its tenant, or its user where there is none.</summary>
    public static string TenantOf(RecordedJob job) => job.Tenant.Length > 0 ? job.Tenant : job.User;

    /// <summary>
    /// A policy in which each queue of the jobs is owed nothing and has the same weight, in order of first use.
    /// </summary>
    public static SharingPolicy EvenPolicy(IReadOnlyList<SharedJob> jobs) => new()
    {
        Queues = [.. jobs.Select(job => job.Job.Queue).Distinct(StringComparer.Ordinal)
            .Select(name => new QueueDefinition { Name = name })],
    };

    /// <summary>
    /// A gang as tasks: one where it fits a node; otherwise tasks of the largest size that divides it and fits one.
    /// </summary>
    internal static JobShape ShapeOf(int gpuCount, int gpusPerNode)
    {
        if (gpuCount == 0) return new JobShape { CpuMillicores = 1 };

        var perTask = Math.Min(gpuCount, gpusPerNode);
        while (gpuCount % perTask != 0) perTask--;
        return new JobShape { TaskCount = gpuCount / perTask, GpuCount = perTask };
    }

    private static Job Of(int place, RecordedJob record, JobShape shape, string queue, HistoryOptions options) => new()
    {
        Id = new JobId(place),
        Shape = shape,
        Queue = queue,
        SubmittedMilliseconds = record.SubmittedMilliseconds,
        User = record.User,
        Name = record.Name,
        IsPreemptible = options.IsPreemptible,
        TimeLimitMilliseconds = record.TimeLimitMilliseconds is { } limit
            ? Math.Max(1, Math.Max(limit, record.RuntimeMilliseconds))
            : null,
        CheckpointMilliseconds = options.CheckpointMilliseconds,
        RestartMilliseconds = options.RestartMilliseconds,
    };

    private static string QueueOf(RecordedJob record, HistoryOptions options, Dictionary<string, string> known)
    {
        if (options.Queue is { } all) return all;

        var tenant = TenantOf(record);
        if (!known.TryGetValue(tenant, out var queue)) known.Add(tenant, queue = QueueNameOf(tenant));
        return queue;
    }
}
