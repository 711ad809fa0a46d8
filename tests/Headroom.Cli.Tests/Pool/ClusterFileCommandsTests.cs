using System.Text.Json;
using Headroom.Cli.Outcome;

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

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_cluster_that_lacks_something_is_not_added_unless_that_is_wanted()
    {
        var refused = Run("add west --engine kubernetes");
        var added = Run("add west --engine kubernetes --region cn-west --unchecked");
        var twice = Run("add west --engine kubernetes --unchecked");

        Assert.Equal(
            (ExitCode.Failed, ExitCode.Done, ExitCode.Refused), (refused.ExitCode, added.ExitCode, twice.ExitCode));
        Assert.Contains("missing", refused.Output, StringComparison.Ordinal);
        Assert.Contains("--unchecked", refused.Error, StringComparison.Ordinal);
        Assert.Contains("next start", added.Output, StringComparison.Ordinal);
        var kept = File.ReadAllText(_folder.At("pool/clusters/west.yaml"));
        Assert.Contains("engine: \"kubernetes\"\n", kept, StringComparison.Ordinal);
        Assert.Contains("name: \"west\"\n", kept, StringComparison.Ordinal);
        Assert.Contains("region: \"cn-west\"\n", kept, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_missing_is_told_row_by_row()
    {
        var result = Run("test west --engine kubernetes --output json");

        var checks = JsonDocument.Parse(result.Output).RootElement.EnumerateArray().ToList();
        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Equal(["folder", "API server"], checks.Select(check => check.GetProperty("need").GetString()));
        Assert.Equal("missing", checks[1].GetProperty("state").GetString());
        Assert.Contains("kubeconfig", checks[1].GetProperty("sentence").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_slurm_that_is_not_there_is_told_of()
    {
        var file = _folder.Write("slurm.yaml", "engine: slurm\nprograms: /no/such/folder\n");

        var result = Cli.Run("clusters", "test", "east", "--config", file, "--data", _folder.At("pool"));

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains("install Slurm's client", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_added_can_be_removed_once()
    {
        Run("add west --engine kubernetes --unchecked");

        var first = Cli.Run("clusters", "remove", "west", "--data", _folder.At("pool"));
        var second = Cli.Run("clusters", "remove", "west", "--data", _folder.At("pool"));
        var test = Cli.Run("clusters", "test", "west", "--data", _folder.At("pool"));

        Assert.Equal((ExitCode.Done, ExitCode.NotFound), (first.ExitCode, second.ExitCode));
        Assert.Equal(ExitCode.NotFound, test.ExitCode);
    }

    [Theory]
    [InlineData("image: work\n", "engine: kubernetes")]
    [InlineData("engine: kubernetes\n", "image: NAME")]
    [InlineData("engine: kubernetes\nimage: work\nimagePull: sometimes\n", "'IfNotPresent'")]
    [InlineData("engine: kubernetes\nimage: work\nsharesPerGpu: 1001\n", "0 to 1000")]
    [InlineData("engine: kubernetes\nimage: work\nplacement: rack\n", "'node' nor 'cluster'")]
    public void What_cannot_be_is_told_with_its_remedy(string text, string sentence)
    {
        var file = _folder.Write("wrong.yaml", text);

        var result = Cli.Run("clusters", "test", "west", "--config", file, "--data", _folder.At("pool"));

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Contains(sentence, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void This_machine_need_not_be_added()
    {
        var result = Run("add here --engine local");

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Contains("this machine", result.Error, StringComparison.Ordinal);
    }

    private CliResult Run(string arguments)
    {
        var kubeconfig = _folder.Write("nobody.conf", Nobody);
        var file = _folder.Write("cluster.yaml", $"kubeconfig: {kubeconfig}\nimage: work\n");
        return Cli.Run(
            ["clusters", .. arguments.Split(' '), "--config", file, "--data", _folder.At("pool")]);
    }
}
