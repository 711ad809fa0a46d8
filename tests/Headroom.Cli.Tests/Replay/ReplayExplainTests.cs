using System.Text.Json;
using Headroom.Cli.Outcome;

namespace Headroom.Cli.Tests.Replay;

public sealed class ReplayExplainTests : IDisposable
{
    private const string Header = "id,submit_s,runtime_s,gpus,user,tenant,name,limit_s\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Two at a time for 100 s each: the sixth is submitted at 5 s and starts at 201 s.</summary>
    [Theory]
    [InlineData("50s", "null", "NothingLearnt")]
    [InlineData("150s", "51000", "None")]
    public void It_tells_when_the_job_is_expected_to_start(string at, string wait, string unknown)
    {
        var lines = Enumerable.Range(0, 6).Select(job => $"j{job},{job},100,1,u,t,n,\n");
        var jobs = _folder.Write("jobs.csv", Header + string.Concat(lines));
        string[] command = ["replay", "explain", "--jobs", jobs, "--fleet", "1x2", "--job", "j5", "--at", at];

        var table = Cli.Run(command);
        using var json = JsonDocument.Parse(Cli.Run([.. command, "--output", "json"]).Output);

        var estimate = json.RootElement.GetProperty("estimate");
        Assert.Equal(ExitCode.Done, table.ExitCode);
        Assert.Equal(wait, estimate.GetProperty("p50Milliseconds").GetRawText());
        Assert.Equal(wait, estimate.GetProperty("p90Milliseconds").GetRawText());
        Assert.Equal(unknown, estimate.GetProperty("unknown").GetString());
        Assert.Contains(estimate.GetProperty("text").GetString()!, table.Output, StringComparison.Ordinal);
    }
}
