using Headroom.Cli.Outcome;
using Headroom.Cli.Verify;
using Headroom.Testing;

namespace Headroom.Cli.Tests.Verify;

public sealed class VerifyTests
{
    [Theory]
    [InlineData("chinchilla.*")]
    [InlineData("eras.*")]
    [InlineData("orlib.*")]
    [InlineData("sardana.*")]
    [InlineData("tco.*")]
    [InlineData("epoch.*")]
    [InlineData("openai2018.*")]
    [InlineData("muennighoff.*")]
    public void Published_figures_hold(string pattern)
    {
        var folder = Path.GetDirectoryName(PublicData.Require("capacity"))!;

        var result = Cli.Run("verify", "--data", folder, "--only", pattern);

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Contains(" 0 missed, 0 without data", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_miss_and_an_unknown_entry_fail()
    {
        using var folder = new TemporaryFolder();
        folder.Write("golden_tests.json", """
            [{"id": "zero.x", "inputs": {"psi": 1e9, "Nd": 4}, "expected": {"dp_gb": 17}, "tolerance": "0.05 GB"},
             {"id": "magic.x", "inputs": {}, "expected": {"n": 1}, "tolerance": "exact"}]
            """);

        Assert.Equal(ExitCode.Failed, Cli.Run("verify", "--data", folder.Path, "--only", "zero.x").ExitCode);
        Assert.Equal(ExitCode.Failed, Cli.Run("verify", "--data", folder.Path, "--only", "magic.x").ExitCode);
        Assert.Equal(ExitCode.NotFound, Cli.Run("verify", "--data", folder.Path, "--only", "nothing").ExitCode);
    }

    [Fact]
    public void An_entry_with_a_fault_is_a_miss_of_its_own()
    {
        using var folder = new TemporaryFolder();
        folder.Write("golden_tests.json", """
            [{"id": "zero.x", "inputs": {}, "expected": {"dp_gb": 16}, "tolerance": "exact"},
             {"id": "activations.gpt3", "inputs": {"s": 2048, "b": 1, "h": 12288, "a": 96, "t": 8},
              "expected": {"selective_recompute": 106954752}, "tolerance": "exact"},
             {"id": "lead_time.x", "inputs": {"lead": 18, "doubling": 5.7}, "expected": {"cover_percent": 11},
              "tolerance": "exact"},
             {"id": "chinchilla.table3.x", "inputs": {"N": 1e9}, "expected": {"FLOP": 1.2e20}, "tolerance": "3%"}]
            """);

        var result = Cli.Run("verify", "--data", folder.Path, "--only", "*x");

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains("zero.x:dp_gb: zero.x: the input 'psi' is missing", result.Output, StringComparison.Ordinal);
        Assert.Contains("3 figures computed, 2 missed", result.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, Cli.Run("verify", "--data", folder.Path, "--only", "activations.gpt3").ExitCode);
    }

    [Theory]
    [InlineData("21.3", 21.27, true)]
    [InlineData("21.3", 21.36, false)]
    [InlineData("30000.0", 29253, true)]
    [InlineData("2e+14", 2.6e14, false)]
    [InlineData("19", 19, true)]
    [InlineData("0.77", 0.7666, true)]
    public void A_printed_number_says_how_exact_it_is(string text, double other, bool isPrint) =>
        Assert.Equal(isPrint, PrintedNumber.Of(text).IsPrintOf(other));

    [Theory]
    [InlineData("0.05 months", 0.05, false)]
    [InlineData("1e-9 rel", 1e-9, true)]
    [InlineData("0.5% on N and D", 0.005, true)]
    [InlineData("exact at printed precision", 0, false)]
    [InlineData("rounding of the table; check 6ND within 3%", 0.03, true)]
    public void Tolerances_are_read_from_their_words(string text, double amount, bool isRelative)
    {
        var tolerance = Tolerance.Of(text);

        Assert.Equal(amount, tolerance.Amount, tolerance: 1e-12);
        Assert.Equal(isRelative, tolerance.IsRelative);
    }
}
