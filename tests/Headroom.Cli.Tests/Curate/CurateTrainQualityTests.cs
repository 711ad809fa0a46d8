using Headroom.Cli.Outcome;
using Headroom.Curation.Quality;

namespace Headroom.Cli.Tests.Curate;

public sealed class CurateTrainQualityTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_same_seed_gives_the_same_model_and_given_texts_change_it()
    {
        var given = _folder.Write("good.jsonl", string.Concat(Enumerable.Range(0, 50).Select(
            number => $"{{\"text\":\"Steam turbines of kind {number} turn slowly, because their blades are long.\"}}\n")));

        var first = Train("first.model");
        Train("again.model");
        Train("other.model", "--seed", "2");
        Train("given.model", "--english", given);

        Assert.Equal((ExitCode.Done, ""), (first.ExitCode, first.Error));
        Assert.Equal($"{_folder.At("first.model")}: learned from 2,000 pages\n", first.Output);
        Assert.Equal(Model("first.model"), Model("again.model"));
        Assert.NotEqual(Model("first.model"), Model("other.model"));
        Assert.NotEqual(Model("first.model"), Model("given.model"));

        // It is one that the program reads again.
        Assert.Equal(Model("first.model"), QualityModel.Read(_folder.At("first.model")).Text());
    }

    [Theory]
    [InlineData("--out is missing", "--pages", "10")]
    [InlineData("nowhere.txt: there is no such file", "--english", "nowhere.txt", "--out", "m")]
    public void What_is_wrong_is_told_with_a_remedy(string message, params string[] arguments)
    {
        if (arguments[^1] == "m") arguments[^1] = _folder.At("m");

        var result = Cli.Run(["curate", "train-quality", .. arguments]);

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    private CliResult Train(string name, params string[] more) =>
        Cli.Run(["curate", "train-quality", "--out", _folder.At(name), "--pages", "1000", .. more]);

    private string Model(string name) => File.ReadAllText(_folder.At(name));
}
