using System.Globalization;
using Headroom.Testing;

namespace Headroom.Simulation.Tests.Packing;

/// <summary>
/// A table of the published per-seed results: one line a run, one column a percent of arrived demand.
/// </summary>
internal sealed class PublishedTable
{
    private static readonly Dictionary<string, string> PublishedNames = new()
    {
        ["random"] = "01-Random",
        ["dotprod"] = "02-DotProd",
        ["clustering"] = "03-GpuClustering",
        ["packing"] = "04-GpuPacking",
        ["bestfit"] = "05-BestFit",
        ["fgd"] = "06-FGD",
    };

    private readonly string _file;

    private PublishedTable(string file) => _file = file;

    public static PublishedTable Allocated { get; } = new("expected_allo.csv");

    public static PublishedTable Fragmentation { get; } = new("expected_frag.csv");

    public static PublishedTable FragmentationRatio { get; } = new("expected_frag_ratio.csv");

    /// <summary>The 131 columns of one run.</summary>
    public IReadOnlyList<double?> Curve(string trace, string policy, long seed)
    {
        var run = OpenbHistory.Rows(_file).Single(row =>
            row["workload"] == $"openb_pod_list_{trace}"
            && row["sc_policy"] == PublishedNames[policy]
            && row["seed"] == $"{seed}");
        return [.. Enumerable.Range(0, 131).Select(percent => (double?)Number(run[$"{percent}"]))];
    }

    /// <summary>A figure of the summary over ten seeds.</summary>
    public static double Summary(string trace, string policy, string column)
    {
        var run = OpenbHistory.Rows("expected.csv").Single(row =>
            row["workload"] == $"openb_pod_list_{trace}" && row["policy"] == PublishedNames[policy]);
        return Number(run[column]);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
