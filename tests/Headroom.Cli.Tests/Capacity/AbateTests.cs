using System.Text.Json;
using Headroom.Cli.Outcome;
using Headroom.Testing;

namespace Headroom.Cli.Tests.Capacity;

public sealed class AbateTests
{
    [Fact]
    public void A_gap_that_was_printed_is_closed_by_the_cheapest_measures()
    {
        using var folder = new TemporaryFolder();
        var gap = folder.Write("gap.json", Cli.Run("gap", "--output", "json").Output);
        var measures = Path.Combine(Repository.Root, "samples", "demand", "measures.csv");

        var result = Cli.Run(
            "abate", "--gap", gap, "--measures", measures, "--by", "2027-12-31", "--output", "json");

        var mix = JsonDocument.Parse(result.Output).RootElement;
        Assert.Equal(0, mix.GetProperty("open").GetDouble(), tolerance: 1e-6);
        Assert.Equal("share", mix.GetProperty("measures")[0].GetProperty("route").GetString());
        Assert.Equal(2, mix.GetProperty("sensitivity").GetArrayLength());
    }

    [Theory]
    [InlineData("{\"unit\":\"FLOP\",\"gap\":1}", "not in GPU-hours")]
    [InlineData("{}", "this is no gap")]
    [InlineData("gap", "this is no gap")]
    public void What_is_no_gap_is_refused(string text, string reason)
    {
        using var folder = new TemporaryFolder();
        var gap = folder.Write("gap.json", text);

        var result = Cli.Run("abate", "--gap", gap, "--measures", gap, "--by", "2027-12-31");

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Contains(reason, result.Error, StringComparison.Ordinal);
    }
}
