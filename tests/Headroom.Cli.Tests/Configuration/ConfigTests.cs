using System.Text.Json;
using Headroom.Cli.Outcome;
using Headroom.Cli.Tests.Remote;
using Headroom.Client.Pool;

namespace Headroom.Cli.Tests.Configuration;

public sealed class ConfigTests : IDisposable
{
    private readonly CannedServer _server = new();
    private readonly TemporaryFolder _home = new();

    public ConfigTests() => _server.On("GET /api/v1/nodes", CannedAnswer.Json(Array.Empty<NodeView>()));

    public void Dispose()
    {
        _server.Dispose();
        _home.Dispose();
    }

    [Fact]
    public void A_flag_goes_before_the_environment_that_before_the_file_and_that_before_what_is_usual()
    {
        Directory.CreateDirectory(_home.At(".config/headroom"));
        var file = _home.Write(
            ".config/headroom/config.yaml", "server: http://file\noutput: json\ndata: pool\nstore: Host=x;Password=y\n");
        Dictionary<string, string> variables = new() { ["HEADROOM_SERVER"] = "http://env", ["HEADROOM_URLS"] = "http://u:1" };

        var plain = Sources(Run(variables, "config", "show"));
        var flagged = Sources(Run(variables, "config", "show", "--server", "http://flag"));

        Assert.Equal(("http://env", "environment"), plain["server"]);
        Assert.Equal(("http://flag", "flag"), flagged["server"]);
        Assert.Equal(("json", "file"), plain["output"]);
        Assert.Equal((Path.Combine(Path.GetDirectoryName(file)!, "pool"), "file"), plain["data"]);
        Assert.Equal(("(secret)", "file"), plain["store"]);
        Assert.Equal(("http://u:1", "environment"), plain["urls"]);
        Assert.Equal((_home.At(".headroom/token"), "default"), plain["tokenFile"]);
        Assert.Equal((null, "default"), plain["gpus"]);
    }

    [Fact]
    public void What_the_file_says_is_what_commands_do()
    {
        var token = _home.Write("my-token", "of-file");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(token, UnixFileMode.UserRead);
        var file = _home.Write("my.yaml", $"server: {_server.Address}\noutput: json\ntokenFile: my-token\n");

        var result = Run([], "nodes", "--config", file);

        Assert.Equal(new CliResult(ExitCode.Done, "[\n]\n", ""), result);
        Assert.Equal("Bearer of-file", Assert.Single(_server.Requests).Authorization);
        Assert.StartsWith("NODE", Run([], "nodes", "--config", file, "--output", "table").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_with_faults_or_one_that_is_not_there_is_refused()
    {
        var fault = Run([], "nodes", "--config", _home.Write("x.yaml", "sever: http://x\n"));
        var missing = Run([], "nodes", "--config", _home.At("missing.yaml"));
        var word = Run(new() { ["HEADROOM_OUTPUT"] = "xml" }, "nodes");

        Assert.Equal((2, 2, 2), (fault.ExitCode, missing.ExitCode, word.ExitCode));
        Assert.Contains("line 1, sever", fault.Error, StringComparison.Ordinal);
        Assert.Contains("did you mean server", fault.Error, StringComparison.Ordinal);
        Assert.Contains("HEADROOM_OUTPUT: unknown output 'xml'", word.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_says_where_the_file_is()
    {
        var result = Run([], "config", "show");

        Assert.Contains("HEADROOM_TOKEN_FILE", result.Output, StringComparison.Ordinal);
        Assert.EndsWith("config.yaml (not there)\n", result.Output, StringComparison.Ordinal);
    }

    private CliResult Run(Dictionary<string, string> variables, params string[] arguments) => CannedServer.Run(
        new(variables) { ["HOME"] = _home.Path }, isWatched: false, CancellationToken.None, arguments);

    private static Dictionary<string, (string? Value, string? Source)> Sources(CliResult result) =>
        JsonDocument.Parse(result.Output).RootElement.EnumerateArray().ToDictionary(
            one => one.GetProperty("key").GetString()!,
            one => (one.GetProperty("value").GetString(), one.GetProperty("source").GetString()));
}
