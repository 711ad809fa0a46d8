using System.Text.Json;
using Headroom.Cli.Outcome;
using Headroom.Testing;

namespace Headroom.Cli.Tests.Capacity;

public sealed class PlanningCommandsTests
{
    [Fact]
    public void A_gap_counts_what_waits()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("jobs.csv", "id,submit_s,start_s,runtime_s,gpus,tenant\n"
            + "1,0,0,7200,8,a\n2,0,7200,3600,8,b\n3,10800,10800,60,1,a\n");

        var result = Cli.Run("gap", "--history", path, "--fleet", "1x8", "--output", "json");

        var gap = JsonDocument.Parse(result.Output).RootElement;
        Assert.Equal(24, gap.GetProperty("nameplate").GetDouble());
        Assert.Equal(24, gap.GetProperty("allocated").GetDouble());
        Assert.Equal(16, gap.GetProperty("pending").GetDouble());
        Assert.Equal(0.112, gap.GetProperty("wedge").GetProperty("coverAtOpening").GetDouble(), tolerance: 0.001);
    }

    [Theory]
    [InlineData("gap --history jobs.csv", "--fleet")]
    [InlineData("gap --unit flop", "--chip")]
    [InlineData("size --like 7B --loss 2", "one of --loss, --like and --flop")]
    [InlineData("size --loss 1.2", "cannot be reached")]
    [InlineData("size --like 7B --chip H10", "did you mean 'H100'")]
    [InlineData("size --like many", "not an amount above zero")]
    [InlineData("eras --data x.csv --window 2018", "two years such as")]
    public void Wrong_use_is_told(string line, string reason)
    {
        var result = Cli.Run(line.Split(' '));

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Contains(reason, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_quoted_shortfall_has_two_answers()
    {
        var result = Cli.Run("gap", "quoted");

        Assert.Contains("88 %", result.Output, StringComparison.Ordinal);
        Assert.Contains("16 %", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_size_names_its_ways_and_limits()
    {
        var result = Cli.Run("size", "--flop", "5.88e23", "--own-tokens", "10B", "--output", "json");

        var routes = JsonDocument.Parse(result.Output).RootElement.GetProperty("routes");
        Assert.Equal(73.0e9, routes[0].GetProperty("parameters").GetDouble(), tolerance: 0.1e9);
        Assert.Contains("never measured", routes[0].GetProperty("warnings").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Eras_are_printed_beside_what_was_published()
    {
        var path = PublicData.Require("capacity/sevilla2022/compute-trends-123.csv");

        var result = Cli.Run("eras", "--data", path, "--samples", "50");

        Assert.Contains("10.7", result.Output, StringComparison.Ordinal);
        Assert.Contains("n 16, 9.9", result.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, Cli.Run("eras", "--data", path, "--backtest", "--output", "json").ExitCode);
    }

    [Fact]
    public void A_case_of_the_library_is_solved_with_its_proof()
    {
        var path = PublicData.Require("capacity/orlib/cap41.txt");

        var result = Cli.Run("site", "--scenario", path, "--format", "orlib", "--output", "json");

        var plan = JsonDocument.Parse(result.Output).RootElement;
        Assert.Equal(1_040_444.375, plan.GetProperty("cost").GetDouble(), tolerance: 0.005);
        Assert.Equal(0, plan.GetProperty("gap").GetDouble(), tolerance: 1e-6);
    }

    [Fact]
    public void A_scenario_with_a_fault_is_refused_with_its_place()
    {
        using var folder = new TemporaryFolder();
        var sample = File.ReadAllText(Path.Combine(Repository.Root, "samples", "siting", "east-west.json"));
        var misspelt = folder.Write("a.json", sample.Replace("\"quarters\"", "\"quartres\"", StringComparison.Ordinal));
        var uneven = folder.Write("b.json", sample.Replace("\"growth\": 1.03", "\"growth\": -1", StringComparison.Ordinal)
            .Replace("\"probability\": 0.1,", "\"probability\": 0.3,", StringComparison.Ordinal));

        var first = Cli.Run("site", "--scenario", misspelt);
        var second = Cli.Run("site", "--scenario", uneven);

        Assert.Equal(ExitCode.WrongUse, first.ExitCode);
        Assert.Contains("quartres", first.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.WrongUse, second.ExitCode);
        Assert.Contains("add up to 1", second.Error, StringComparison.Ordinal);
    }
}
