using Headroom.Cli.Outcome;

namespace Headroom.Cli.Tests.Curate;

public sealed class CurateLanguageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Documents_are_counted_by_language_and_damaged_ones_beside()
    {
        var records = _folder.Write("a.jsonl",
            """
            {"text":"The weather was so cold that nobody wanted to leave the house."}
            {"text":"昨天我们坐火车去海边，可是下了一整天的雨。"}
            {"text":"昨天我們坐火車去海邊，可是下了一整天的雨。"}
            {"text":7}

            """);
        var lines = _folder.Write("b.txt", "Nobody wanted to leave the house in such a cold week.\n\n123\n");

        var result = Cli.Run("curate", "language", "--in", $"{records},{lines}", "--output", "json");

        Assert.Equal((ExitCode.Done, ""), (result.ExitCode, result.Error));
        Assert.Contains("{\"language\":\"en\",\"documents\":2,\"bytes\":115}", Packed(result.Output), StringComparison.Ordinal);
        Assert.Contains("{\"language\":\"zh-Hans\",\"documents\":1", Packed(result.Output), StringComparison.Ordinal);
        Assert.Contains("{\"language\":\"zh-Hant\",\"documents\":1", Packed(result.Output), StringComparison.Ordinal);
        Assert.Contains("{\"language\":\"und\",\"documents\":1", Packed(result.Output), StringComparison.Ordinal);
        Assert.Contains("\"damagedRecords\":1", Packed(result.Output), StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_of_ones_own_is_learned_and_used()
    {
        Directory.CreateDirectory(_folder.At("texts"));
        _folder.Write("texts/xx.txt", "lorum ipsum dolor sit amet\nconsectetur adipiscing elit\n");
        _folder.Write("texts/yy.txt", "wakka bokka tikki tokka\nzizzi wizzi bokka tuzzi\n");
        var input = _folder.Write("a.txt", "dolor consectetur\ntuzzi tokka\n");

        var learned = Cli.Run(
            "curate", "train-language", "--in", _folder.At("texts"), "--out", _folder.At("m"), "--pieces", "200");
        var told = Cli.Run("curate", "language", "--in", input, "--model", _folder.At("m"));

        Assert.Equal(ExitCode.Done, learned.ExitCode);
        Assert.Contains(": xx, yy", learned.Output, StringComparison.Ordinal);
        Assert.Contains("xx", told.Output, StringComparison.Ordinal);
        Assert.Contains("yy", told.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--in is missing", "language")]
    [InlineData("there is no such file", "language", "--in", "nowhere.jsonl")]
    [InlineData("there is no such folder", "train-language", "--in", "nowhere", "--out", "m")]
    [InlineData("--in is missing", "train-language")]
    public void What_is_wrong_is_told_with_a_remedy(string message, params string[] arguments)
    {
        var result = Cli.Run(["curate", .. arguments]);

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    private static string Packed(string json) => json.Replace(" ", "", StringComparison.Ordinal)
        .Replace("\n", "", StringComparison.Ordinal);
}
