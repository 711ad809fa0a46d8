using Headroom.Client.Jobs;
using Headroom.Cluster.Jobs;
using Headroom.Traces.Submissions;

namespace Headroom.Cli.Jobs;

/// <summary>Makes requests of what people wrote.</summary>
internal static class JobRequests
{
    private static readonly JobRequest Usual = new() { Command = [] };

    /// <summary>The request; what nobody wrote is as the request's own record has it.</summary>
    public static JobRequest Of(JobDescription job)
    {
        var gpus = job.GpuMilliTotal ?? 0;
        return new JobRequest
        {
            Command = job.Command ?? [],
            Name = job.Name ?? "",
            Queue = job.Queue ?? "",
            Gpus = (int)((gpus + 999) / 1000),
            GpuMilli = gpus is > 0 and < 1000 ? (int)gpus : Usual.GpuMilli,
            GpuMemoryMib = job.GpuMemoryMiB ?? 0,
            Models = job.Models ?? [],
            CpuMillicores = job.CpuMillicores ?? Usual.CpuMillicores,
            MemoryMib = job.MemoryMiB ?? 0,
            Tasks = job.Tasks?.Most ?? 1,
            TasksMin = job.Tasks is { } tasks && tasks.Least < tasks.Most ? tasks.Least : null,
            Array = job.Array?.Count ?? 1,
            ArrayRunningMax = job.Array?.RunningMax ?? 0,
            After = [.. (job.After ?? []).Select(after => new JobDependency(after.Job.Value, EndOf(after.Condition)))],
            Priority = job.Priority ?? 0,
            Preemptible = job.IsPreemptible ?? true,
            TimeLimitSeconds = job.TimeLimitSeconds,
            CheckpointSeconds = job.CheckpointSeconds ?? 0,
            Retries = job.Retries,
            StartBy = job.StartBySeconds,
            Regions = job.Regions ?? [],
            Clusters = job.Clusters ?? [],
            Data = job.DataSets ?? [],
            Environment = new SortedDictionary<string, string>(
                (job.Environment ?? []).ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal),
            Directory = job.Directory ?? "",
            Agreement = job.Agreement ?? "",
            Purpose = job.Purpose ?? "",
        };
    }

    private static JobEnd EndOf(DependencyCondition condition) => condition switch
    {
        DependencyCondition.Succeeded => JobEnd.Succeeded,
        DependencyCondition.NotSucceeded => JobEnd.NotSucceeded,
        _ => JobEnd.Any,
    };
}
