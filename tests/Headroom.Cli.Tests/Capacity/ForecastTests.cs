using System.Text.Json;
using Headroom.Cli.Outcome;

namespace Headroom.Cli.Tests.Capacity;

public sealed class ForecastTests
{
    [Fact]
    public void Json_has_points_quantiles_and_measures()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("demand.csv", "id,time,value\n" + string.Concat(
            Enumerable.Range(0, 60).Select(day => $"gpu,{new DateOnly(2026, 1, 1).AddDays(day):yyyy-MM-dd},{40 + day % 7}\n")));

        var result = Cli.Run(
            "forecast", "--series", path, "--horizon", "4", "--quantiles", "0.1,0.9", "--output", "json");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        var series = JsonDocument.Parse(result.Output).RootElement.GetProperty("series")[0];
        Assert.Equal("gpu", series.GetProperty("id").GetString());
        Assert.Equal(4, series.GetProperty("point").GetArrayLength());
        Assert.Equal(4, series.GetProperty("quantiles").GetProperty("0.9").GetArrayLength());
        Assert.Equal(44, series.GetProperty("point")[0].GetDouble(), tolerance: 0.1);
        Assert.Contains("season is taken as 7", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hierarchy_adds_up()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("demand.csv", "time,east/a,east/b,west/c\n" + string.Concat(
            Enumerable.Range(1, 50).Select(i => $"{i},{i % 5},{3 + i % 3},{i}\n")));

        var result = Cli.Run(
            "forecast", "--series", path, "--horizon", "2", "--season", "1", "--hierarchy", "--output", "json");

        var points = JsonDocument.Parse(result.Output).RootElement.GetProperty("series").EnumerateArray().ToDictionary(
            series => series.GetProperty("id").GetString()!, series => series.GetProperty("point")[1].GetDouble());
        Assert.Equal(points["east/a"] + points["east/b"], points["east"], tolerance: 1e-6);
        Assert.Equal(points["east"] + points["west"], points["total"], tolerance: 1e-6);
    }

    [Fact]
    public void The_quantile_that_costs_imply_is_told_once()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("demand.csv", "id,time,value\n" + string.Concat(
            Enumerable.Range(1, 40).Select(i => $"a,{i},{i % 5}\n")));

        var result = Cli.Run("forecast", "--series", path, "--horizon", "2", "--season", "1", "--shortage-cost", "9",
            "--idle-cost", "1", "--output", "json");

        var series = JsonDocument.Parse(result.Output).RootElement.GetProperty("series")[0];
        Assert.Equal(["0.1", "0.5", "0.9"], series.GetProperty("quantiles").EnumerateObject().Select(one => one.Name));
        Assert.Equal(
            series.GetProperty("plan")[1].GetDouble(), series.GetProperty("quantiles").GetProperty("0.9")[1].GetDouble());
    }

    [Theory]
    [InlineData("--quantiles", "1.2", "not a number above 0 and below 1")]
    [InlineData("--horizon", "0", "whole number from 1")]
    [InlineData("--method", "magic", "unknown method")]
    [InlineData("--shortage-cost", "3", "both costs")]
    public void Wrong_use_is_told(string option, string value, string reason)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("demand.csv", "id,time,value\na,1,1\na,2,2\n");
        string[] words = option == "--horizon" ? [] : ["--horizon", "2"];

        var result = Cli.Run(["forecast", "--series", path, .. words, option, value]);

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Contains(reason, result.Error, StringComparison.Ordinal);
    }
}
