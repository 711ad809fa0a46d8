using System.Text.Json;
using Headroom.Cli.Outcome;
using Headroom.Cli.Tests.Remote;
using Headroom.Client.Pool;
using Headroom.Client.Wire;

namespace Headroom.Cli.Tests.Pool;

public sealed class ClusterFileCommandsTests : IDisposable
{
    private const string Nobody = """
        apiVersion: v1
        kind: Config
        current-context: c
        clusters: [{name: c, cluster: {server: "https://127.0.0.1:1"}}]
        contexts: [{name: c, context: {cluster: c, user: u}}]
        users: [{name: u, user: {token: t}}]
        """;

    private static readonly ClusterView West = new("west", "kubernetes", 2, 2, 16, 16_000, "IN_SERVICE");

    private readonly TemporaryFolder _folder = new();
    private readonly CannedServer _server = new();

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void What_the_options_say_goes_before_the_file_and_paths_are_whole()
    {
        _server.On("POST /api/v1/clusters", CannedAnswer.Json(new ClusterAdded(
            West, [new("log access", Met: false, Optional: true, "Logs cannot be read.")], ["One node is down."])));
        var file = _folder.Write("cluster.yaml", "engine: slurm\nname: other\nimage: work\nkubeconfig: west.conf\n");

        var added = _server.Run(
            CancellationToken.None,
            [.. "clusters add west --engine kubernetes --region cn-west --force --config".Split(' '), file]);

        Assert.Equal(
            "west is added and takes work: nodes 2, GPUs 16.\nwithout log access: Logs cannot be read.\nOne node is down.\n",
            added.Output);
        var sent = JsonSerializer.Deserialize<ClusterRequest>(Assert.Single(_server.Requests).Body, ApiJson.Options)!;
        Assert.True(sent.Force);
        Assert.Equal(
            $"""
            engine: "kubernetes"
            image: "work"
            kubeconfig: "{Path.GetFullPath("west.conf")}"
            name: "west"
            region: "cn-west"

            """,
            sent.Text);
    }

    [Fact]
    public void This_machine_needs_no_file_and_others_do()
    {
        _server.On("POST /api/v1/clusters", CannedAnswer.Json(new ClusterAdded(West, [], [])));

        var local = _server.Run("clusters add second --engine local");
        var slurm = _server.Run("clusters add west --engine slurm");

        Assert.Equal((ExitCode.Done, ExitCode.WrongUse), (local.ExitCode, slurm.ExitCode));
        Assert.Contains("--config", slurm.Error, StringComparison.Ordinal);
        Assert.Single(_server.Requests);
    }

    [Fact]
    public void Removing_tells_what_is_left_there()
    {
        _server.On("DELETE /api/v1/clusters/west", CannedAnswer.Json(new ClusterRemoved("west", 3)));

        var removed = _server.Run("clusters remove west --force");

        Assert.EndsWith("?force=true", Assert.Single(_server.Requests).Path, StringComparison.Ordinal);
        Assert.Contains("3 in number", removed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_added_is_looked_at_by_the_pool()
    {
        _server.On("GET /api/v1/clusters/west/checks", CannedAnswer.Json(
            new ClusterCheck[] { new("folder", true, false, "Is there."), new("image", false, false, "None.") }));

        var table = _server.Run("clusters test west");

        Assert.Equal(ExitCode.Failed, table.ExitCode);
        Assert.Equal("NEED    STATE    FOUND\nfolder  met      Is there.\nimage   missing  None.\n", table.Output);
        Assert.Equal(
            "need,state,sentence\nfolder,met,Is there.\nimage,missing,None.\n",
            _server.Run("clusters test west --output csv").Output);
    }

    [Fact]
    public void What_is_missing_is_told_row_by_row()
    {
        var file = _folder.Write("cluster.yaml", $"kubeconfig: {_folder.Write("nobody.conf", Nobody)}\nimage: work\n");

        var result = Test(file, "--engine", "kubernetes", "--output", "json");

        var checks = JsonDocument.Parse(result.Output).RootElement.EnumerateArray().ToList();
        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Equal(["folder", "API server"], checks.Select(check => check.GetProperty("need").GetString()));
        Assert.Equal("missing", checks[1].GetProperty("state").GetString());
        Assert.False(checks[1].GetProperty("optional").GetBoolean());
        Assert.Contains("kubeconfig", checks[1].GetProperty("sentence").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_slurm_that_is_not_there_is_told_of()
    {
        var file = _folder.Write("slurm.yaml", "engine: slurm\nprograms: /no/such/folder\n");

        var tested = Test(file);
        var started = Cli.Run(
            "up", "--cluster", file, "--data", _folder.At("data"), "--urls", "http://127.0.0.1:0");

        Assert.Equal((ExitCode.Failed, ExitCode.Unreachable), (tested.ExitCode, started.ExitCode));
        Assert.Contains("install Slurm's client", tested.Output, StringComparison.Ordinal);
        Assert.Contains("install Slurm's client", started.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("image: work\n", "engine: kubernetes")]
    [InlineData("engine: kubernetes\n", "image: NAME")]
    [InlineData("engine: kubernetes\nimage: work\nimagePull: sometimes\n", "'IfNotPresent'")]
    [InlineData("engine: kubernetes\nimage: work\nsharesPerGpu: 1001\n", "0 to 1000")]
    [InlineData("engine: kubernetes\nimage: work\nplacement: rack\n", "'node' nor 'cluster'")]
    public void What_cannot_be_is_told_with_its_remedy(string text, string sentence)
    {
        var result = Test(_folder.Write("wrong.yaml", text));

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Contains(sentence, result.Error, StringComparison.Ordinal);
    }

    private CliResult Test(string file, params string[] more) =>
        Cli.Run(["clusters", "test", "west", "--config", file, "--data", _folder.At("pool"), .. more]);
}
