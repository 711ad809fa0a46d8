using Headroom.Cli.Outcome;

namespace Headroom.Cli.Tests.Curate;

public sealed class CurateMixTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Sources_are_mixed_by_their_weights_and_the_same_seed_gives_the_same_shards()
    {
        var (poems, manuals) = (Records("poems", 3_000), Records("manuals", 3_000));

        var first = Mix("first", poems, manuals, seed: 7);
        var again = Mix("again", poems, manuals, seed: 7);
        var other = Mix("other", poems, manuals, seed: 8);

        Assert.Equal((ExitCode.Done, ""), (first.ExitCode, first.Error));
        Assert.Equal(["shard-00000.jsonl", "shard-00001.jsonl"],
            Directory.EnumerateFiles(_folder.At("first")).Select(Path.GetFileName).Order());
        Assert.Equal(Shards("first"), Shards("again"));
        Assert.NotEqual(Shards("first"), Shards("other"));
        Assert.Equal(first.Output, again.Output);
        Assert.Equal((ExitCode.Done, ExitCode.Done), (again.ExitCode, other.ExitCode));

        // All of the source that its weight asks most of, and a third of its bytes of the other one.
        var lines = Shards("first").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3_000, lines.Count(line => line.Contains("manuals", StringComparison.Ordinal)));
        Assert.InRange(lines.Count(line => line.Contains("poems", StringComparison.Ordinal)), 1_100, 1_135);
        Assert.Matches(@"(?m)^manuals +\S+ +3,000 +\S+ +75\.\d +1\.00$", first.Output);
    }

    [Theory]
    [InlineData("--source is missing", "--out", "x")]
    [InlineData("--out is missing", "--source", "a:1=nowhere.jsonl")]
    [InlineData("'a=b' is no source", "--source", "a=b", "--out", "x")]
    [InlineData("'a:0=b' is no source", "--source", "a:0=b", "--out", "x")]
    [InlineData("names 'a' twice", "--source", "a:1=b", "--source", "a:2=c", "--out", "x")]
    [InlineData("there is no such file", "--source", "a:1=nowhere.jsonl", "--out", "x")]
    public void What_is_wrong_is_told_with_a_remedy(string message, params string[] arguments)
    {
        if (arguments[^1] == "x") arguments[^1] = _folder.At("x");

        var result = Cli.Run(["curate", "mix", .. arguments]);

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Shards_are_never_written_over()
    {
        var poems = Records("poems", 10);
        Directory.CreateDirectory(_folder.At("out"));
        _folder.Write("out/shard-00000.jsonl", "mine");

        var result = Cli.Run("curate", "mix", "--source", $"poems:1={poems}", "--out", _folder.At("out"));

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Contains("the folder is not empty", result.Error, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(_folder.At("out/shard-00000.jsonl")));
    }

    private CliResult Mix(string folder, string poems, string manuals, int seed) => Cli.Run(
        "curate", "mix", "--source", $"poems:1={poems}", "--source", $"manuals:3={manuals}", "--out",
        _folder.At(folder), "--shards", "2", "--seed", $"{seed}", "--plain");

    private string Shards(string folder) => string.Concat(
        Directory.EnumerateFiles(_folder.At(folder)).Order(StringComparer.Ordinal).Select(File.ReadAllText));

    private string Records(string name, int count) => _folder.Write($"{name}.jsonl", string.Concat(
        Enumerable.Range(0, count).Select(number => $"{{\"text\":\"{name} number {number:0000}\"}}\n")));
}
