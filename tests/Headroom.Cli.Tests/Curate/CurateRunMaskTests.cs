using Headroom.Cli.Outcome;

namespace Headroom.Cli.Tests.Curate;

/// <summary>The mask stage with the policies of the program.</summary>
public sealed class CurateRunMaskTests : IDisposable
{
    private const string Mail = "{\"text\":\"Write to anna@example.org, or call.\\nSecond line.\"}\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Texts_that_stay_are_masked_by_the_default_policy()
    {
        var result = Curate("out");

        Assert.Equal((ExitCode.Done, ""), (result.ExitCode, result.Error));
        Assert.Equal(
            "{\"text\":\"Write to <EMAIL_ADDRESS>, or call.\\nSecond line.\"}\n{\"text\":\"Nobody is named.\"}\n",
            File.ReadAllText(_folder.At("out/kept/a.jsonl")));
    }

    [Theory]
    [InlineData("{replace: a mail}", "Write to a mail, or call")]
    [InlineData("redact", "Write to , or call")]
    public void A_policy_file_says_how(string action, string expected)
    {
        var policy = _folder.Write("own.yaml", $"policy: 1\nentities:\n  EMAIL_ADDRESS: {action}\n");

        var result = Curate("out", "--policy", policy);

        Assert.Equal((ExitCode.Done, ""), (result.ExitCode, result.Error));
        Assert.Contains(expected, File.ReadAllText(_folder.At("out/kept/a.jsonl")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_that_needs_a_key_is_refused_since_a_corpus_is_the_same_each_time()
    {
        var policy = _folder.Write("own.yaml", "policy: 1\nentities:\n  EMAIL_ADDRESS: pseudonym\n");

        var result = Curate("out", "--policy", policy);

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Contains("needs a key or draws by chance", result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.At("out")));
    }

    [Fact]
    public void A_policy_that_is_not_there_is_told()
    {
        var result = Curate("out", "--policy", _folder.At("nowhere.yaml"));

        Assert.Equal(ExitCode.NotFound, result.ExitCode);
        Assert.Contains("nowhere.yaml", result.Error, StringComparison.Ordinal);
    }

    private CliResult Curate(string folder, params string[] more) => Cli.Run(
    [
        "curate", "run", _folder.Write("recipe.yaml", "stages: [mask]\n"), "--in",
        _folder.Write("a.jsonl", Mail + "{\"text\":\"Nobody is named.\"}\n"), "--out", _folder.At(folder), .. more,
    ]);
}
