using System.Text.Json;
using Headroom.Cli.Outcome;

namespace Headroom.Cli.Tests.Exchange;

public sealed class ProfileTests : IDisposable
{
    private const string Chinese = "患者今天上午来到门诊复查，血压控制良好，建议继续按时服药并注意饮食。";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_counted_is_told_and_no_record_is()
    {
        var lines = Enumerable.Range(0, 40).Select(i => $$"""{"note":"{{Chinese}}第{{i % 30}}次","ward":3}""");
        var data = _folder.Write("notes.jsonl", string.Join('\n', lines) + "\n");

        var run = Cli.Run("profile", data, "--text", "note", "--out", _folder.At("p.json"), "--output", "json");

        Assert.Equal((ExitCode.Done, ""), (run.ExitCode, run.Error));
        Assert.Equal(run.Output, File.ReadAllText(_folder.At("p.json")));
        var profile = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(40, profile.GetProperty("records").GetInt64());
        Assert.Equal(250, profile.GetProperty("duplicateMilli").GetInt32());
        Assert.Equal("Masked", profile.GetProperty("risk").GetString());
        Assert.Equal("string", profile.GetProperty("fields").GetProperty("note").GetString());
        Assert.Equal("number", profile.GetProperty("fields").GetProperty("ward").GetString());
        Assert.True(profile.GetProperty("tokens").GetInt64() > 400);
        Assert.DoesNotContain("门诊", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Direct_identifiers_raise_the_level_and_few_of_them_are_not_counted_out()
    {
        var lines = Enumerable.Range(0, 40).Select(i => i < 3 ? $"电话 1390013800{i}。" : $"Nothing to see in line {i}.");
        var data = _folder.Write("notes.txt", string.Join('\n', lines) + "\n");

        var profile = JsonDocument.Parse(Cli.Run("profile", data, "--output", "json").Output).RootElement;

        Assert.Equal("Identified", profile.GetProperty("risk").GetString());
        Assert.Equal(JsonValueKind.Null, profile.GetProperty("findings").GetProperty("CN_MOBILE").ValueKind);
    }

    [Fact]
    public void Data_of_few_records_has_no_profile_and_neither_has_what_is_not_there()
    {
        var few = Cli.Run("profile", _folder.Write("few.txt", "one\ntwo\n"));
        var none = Cli.Run("profile", _folder.At("none.txt"));

        Assert.Equal(ExitCode.Refused, few.ExitCode);
        Assert.Contains("2 records could be read", few.Error, StringComparison.Ordinal);
        Assert.NotEqual(ExitCode.Done, none.ExitCode);
        Assert.Contains("none.txt", none.Error, StringComparison.Ordinal);
    }
}
