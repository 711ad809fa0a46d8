using System.Collections.Concurrent;
using System.Globalization;
using Headroom.Cluster;

namespace Headroom.Testing;

/// <summary>
/// The public history that the packing experiment was published on. Read here in a few plain lines, apart from the
/// product's own reader, so that a figure that comes out right owes nothing to it.
/// </summary>
public static class OpenbHistory
{
    private static readonly ConcurrentDictionary<string, IReadOnlyList<RecordedTask>> TasksByTrace = new();

    /// <summary>Traces beside the checkout, by the name that the experiment gives them.</summary>
    public static IReadOnlyList<string> Traces { get; } =
        ["default", "cpu050", "gpushare40", "gpuspec33", "multigpu20"];

    /// <summary>The fleet of every trace.</summary>
    public static IReadOnlyList<Node> Nodes() =>
        [.. Rows("openb_node_list_gpu_node.csv").Select(row => new Node(
            row["sn"], Whole(row, "cpu_milli"), Whole(row, "memory_mib"), (int)Whole(row, "gpu"), row["model"]))];

    /// <summary>The tasks of one trace.</summary>
    public static IReadOnlyList<RecordedTask> Tasks(string trace) =>
        TasksByTrace.GetOrAdd(trace, _ =>
            [.. Rows($"openb_pod_list_{trace}.csv").Select(row => new RecordedTask(row["name"], Request(row)))]);

    /// <summary>The lines of a comma-separated file of the experiment, by the names in its first line.</summary>
    public static IEnumerable<IReadOnlyDictionary<string, string>> Rows(string file)
    {
        var lines = File.ReadAllLines(PublicData.Require($"openb/{file}"));
        var names = lines[0].Split(',');
        return lines.Skip(1)
            .Select(line => names.Zip(line.Split(',')).ToDictionary(pair => pair.First, pair => pair.Second));
    }

    private static TaskRequest Request(IReadOnlyDictionary<string, string> row)
    {
        var gpus = (int)Whole(row, "num_gpu");
        var models = gpus > 0 ? row.GetValueOrDefault("gpu_spec", "") : "";
        return new TaskRequest(Whole(row, "cpu_milli"), Whole(row, "memory_mib"), gpus,
            gpus > 0 ? (int)Whole(row, "gpu_milli") : 0, models);
    }

    private static long Whole(IReadOnlyDictionary<string, string> row, string column) =>
        long.Parse(row[column], CultureInfo.InvariantCulture);
}
