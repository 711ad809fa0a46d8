using Headroom.Cluster;

namespace Headroom.Testing;

/// <summary>Plain valid nodes and tasks, so that a test states only what it is about.</summary>
public static class Some
{
    public static Node Node(
        string name = "node", long cpu = 64_000, long memory = 262_144, int gpus = 2, string model = "T4") =>
        new(name, cpu, memory, gpus, gpus == 0 ? "" : model);

    /// <summary>Equal nodes named in the order of their index.</summary>
    public static IReadOnlyList<Node> Nodes(
        int count, long cpu = 64_000, long memory = 262_144, int gpus = 2, string model = "T4") =>
        [.. Enumerable.Range(0, count).Select(index => Node($"node-{index:0000}", cpu, memory, gpus, model))];

    /// <summary>A task on whole accelerators.</summary>
    public static TaskRequest Request(int gpus = 1, long cpu = 1_000, long memory = 1_024, string models = "") =>
        new(cpu, memory, gpus, gpus == 0 ? 0 : TaskRequest.WholeGpuMilli, gpus == 0 ? "" : models);

    /// <summary>A task on a part of one accelerator.</summary>
    public static TaskRequest Share(int milli, long cpu = 1_000, long memory = 1_024, string models = "") =>
        new(cpu, memory, 1, milli, models);

    /// <summary>A workload of one task for each request, named in their order.</summary>
    public static IReadOnlyList<RecordedTask> Tasks(params IEnumerable<TaskRequest> requests) =>
        [.. requests.Select((request, index) => new RecordedTask($"task-{index:0000}", request))];
}
