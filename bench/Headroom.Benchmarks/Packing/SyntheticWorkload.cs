using Headroom.Cluster;

namespace Headroom.Benchmarks.Packing;

/// <summary>
/// A fleet and tasks like those of the public GPU history: two thirds of the tasks share an accelerator, some take
/// several, a few ask for a model by name. Made here, so that a benchmark needs no data; the same on every machine.
/// </summary>
internal static class SyntheticWorkload
{
    private static readonly string[] Models = ["T4", "P100", "V100M16", "G2", "G2"];

    private static readonly int[] Shares = [100, 250, 320, 470, 470, 530, 810, 810];

    /// <summary>Nodes of one to eight accelerators with 8 to 12 cores for each.</summary>
    public static IReadOnlyList<Node> Nodes(int count) => [.. Enumerable.Range(0, count).Select(index =>
    {
        var gpus = 1 << index % 4;
        return new Node($"node-{index:00000}", gpus * (8_000 + index % 5 * 1_000), gpus * 65_536, gpus,
            Models[index % Models.Length]);
    })];

    /// <summary>Tasks of some hundred classes, the frequent ones as frequent as in the history.</summary>
    public static IReadOnlyList<RecordedTask> Tasks(int count) =>
        [.. Enumerable.Range(0, count).Select(index => new RecordedTask($"task-{index:000000}", Request(index)))];

    private static TaskRequest Request(int index)
    {
        // A multiplicative hash (Knuth, TAOCP volume 3, section 6.4): spreads the classes over the order of names.
        var spread = unchecked((uint)index * 2_654_435_761) >> 8;
        var models = spread % 20 == 0 ? Models[spread / 20 % Models.Length] : "";
        var cpu = 1_000 + spread / 7 % 12 * 1_000;
        if (spread % 100 < 13) return new TaskRequest(cpu, 16_384, 0, 0, "");
        if (spread % 100 < 60) return new TaskRequest(cpu, 16_384, 1, Shares[spread / 100 % Shares.Length], models);
        return new TaskRequest(cpu, 32_768, spread % 10 == 9 ? 4 : 1, TaskRequest.WholeGpuMilli, models);
    }
}
