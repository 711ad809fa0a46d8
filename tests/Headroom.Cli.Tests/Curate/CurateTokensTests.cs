using Headroom.Cli.Outcome;

namespace Headroom.Cli.Tests.Curate;

public sealed class CurateTokensTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("cl100k", 7)]
    [InlineData("o200k", 3)]
    public void Tokens_are_counted_by_file_and_damaged_records_beside(string tokenizer, int chinese)
    {
        var records = _folder.Write("a.jsonl", "{\"text\":\"tiktoken is great!\"}\n{\"text\":\"天气很好。\"}\n{\"text\":7}\n");
        var lines = _folder.Write("b.txt", "Hello, world\n");

        var result = Cli.Run(
            "curate", "tokens", "--in", $"{records},{lines}", "--tokenizer", tokenizer, "--output", "json");

        Assert.Equal((ExitCode.Done, ""), (result.ExitCode, result.Error));
        Assert.Contains($"\"documents\":2,\"bytes\":33,\"tokens\":{6 + chinese}", Packed(result.Output), StringComparison.Ordinal);
        Assert.Contains("\"documents\":1,\"bytes\":12,\"tokens\":3", Packed(result.Output), StringComparison.Ordinal);
        Assert.Contains("\"damagedRecords\":1", Packed(result.Output), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--in is missing", "tokens")]
    [InlineData("there is no such tokenizer", "tokens", "--in", "nowhere.jsonl", "--tokenizer", "cl100")]
    [InlineData("there is no such file", "tokens", "--in", "nowhere.jsonl")]
    public void What_is_wrong_is_told_with_a_remedy(string message, params string[] arguments)
    {
        var result = Cli.Run(["curate", .. arguments]);

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    private static string Packed(string json) => json.Replace(" ", "", StringComparison.Ordinal)
        .Replace("\n", "", StringComparison.Ordinal);
}
