using Headroom.Traces.Specifications;

namespace Headroom.Traces.Submissions;

/// <summary>The keys of a job file.</summary>
internal static class JobKeys
{
    public static readonly KeySet Job = new(
        "job", "command", "name", "queue", "gpus", "gpuMemory", "models", "cpus", "memory", "time", "tasks", "array",
        "after", "priority", "preemptible", "checkpoint", "retries", "deadline", "regions", "clusters", "data",
        "environment", "directory", "agreement", "purpose");

    /// <summary>All groups.</summary>
    public static IReadOnlyList<KeySet> All { get; } = [Job];
}
