using System.Text.Json;
using Headroom.Cli.Outcome;
using Headroom.Testing;

namespace Headroom.Cli.Tests.Bench;

public sealed class BenchTests
{
    [Fact]
    public void The_list_tells_what_each_scenario_is_held_against()
    {
        using var list = JsonDocument.Parse(Cli.Run("bench", "list", "--output", "json").Output);

        Assert.All(list.RootElement.EnumerateArray(), scenario => Assert.Equal(
            ["scenario", "unit", "must", "ideal", "peer", "source", "peakMemoryMustMiB"],
            scenario.EnumerateObject().Select(member => member.Name)));
        Assert.Equal("fgd-run", list.RootElement[0].GetProperty("scenario").GetString());
    }

    [Fact]
    public void Every_scenario_is_in_the_document_on_performance()
    {
        var document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "performance.md"));
        using var list = JsonDocument.Parse(Cli.Run("bench", "list", "--output", "json").Output);

        Assert.All(list.RootElement.EnumerateArray(), scenario =>
            Assert.Contains(
                $"| `{scenario.GetProperty("scenario").GetString()}` |", document, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_scenario_is_there_once()
    {
        using var list = JsonDocument.Parse(Cli.Run("bench", "list", "--output", "json").Output);
        var names = list.RootElement.EnumerateArray().Select(scenario => scenario.GetProperty("scenario").GetString());

        Assert.Equal(names.Distinct(), names);
    }

    [Theory]
    [InlineData("fgd-run", "openb_node_list_gpu_node.csv", "alibaba/clusterdata, cluster-trace-gpu-v2023")]
    [InlineData("packing-grid", "openb_node_list_gpu_node.csv", "alibaba/clusterdata, cluster-trace-gpu-v2023")]
    [InlineData("queue-easy", "trace_job_Philly_SLO.csv", "S-Lab-System-Group/ChronusArtifact")]
    [InlineData("eta", "trace_job_Philly_MIX1.csv", "S-Lab-System-Group/ChronusArtifact")]
    public void A_missing_history_says_where_to_get_it(string scenario, string file, string source)
    {
        using var folder = new TemporaryFolder();

        var result = Cli.Run("bench", scenario, "--data", folder.Path);

        Assert.Equal(ExitCode.NotFound, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Contains(file, result.Error, StringComparison.Ordinal);
        Assert.Contains(source, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_scenario_prints_its_value_and_the_memory_it_took()
    {
        var data = PublicData.Require("");

        using var measured = JsonDocument.Parse(Cli.Run("bench", "fgd-run", "--data", data, "--output", "json").Output);

        var root = measured.RootElement;
        Assert.Equal(
            ["scenario", "value", "unit", "must", "ideal", "peer", "source", "peakMemoryMiB", "peakMemoryMustMiB"],
            root.EnumerateObject().Select(member => member.Name));
        Assert.True(root.GetProperty("value").GetDouble() > 0);
        Assert.True(root.GetProperty("peakMemoryMiB").GetDouble() > 0);
    }
}
