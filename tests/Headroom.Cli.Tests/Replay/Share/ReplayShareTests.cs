using Headroom.Cli.Outcome;

namespace Headroom.Cli.Tests.Replay.Share;

public sealed class ReplayShareTests
{
    private const string Jobs = """
        id,submit_s,runtime_s,gpus,tenant
        1,0,600,2,vision
        2,0,600,2,speech
        3,60,600,4,vision
        4,60,600,1,unknown
        """;

    private const string Policy = """
        queues:
          - {name: vision, quota: {gpu: 2}}
          - {name: speech, quota: {gpu: 2}}
        """;

    [Fact]
    public void Jobs_that_never_end_are_counted_and_told_with_their_reason()
    {
        using var folder = new TemporaryFolder();

        var result = Run(folder, "--scheduler", "headroom,fifo");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Contains("UNFINISHED", result.Output, StringComparison.Ordinal);
        Assert.Matches(@"jobs +policy +headroom +4 +1 ", result.Output);
        Assert.Contains(
            "headroom: jobs under headroom · policy: 1 job never ended: 1 UnknownQueue.\n", result.Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_told_where_all_jobs_end()
    {
        using var folder = new TemporaryFolder();
        var jobs = folder.Write("jobs.csv", "id,submit_s,runtime_s,gpus\n1,0,60,1\n");

        Assert.Empty(Cli.Run("replay", "share", "--jobs", jobs, "--fleet", "1x4").Error);
    }

    [Fact]
    public async Task The_page_shows_what_tenants_held_under_each_policy_and_a_browser_does_not_complain()
    {
        ExternalProgram.Require("chromium");
        using var folder = new TemporaryFolder();
        var page = folder.At("page.html");
        var other = folder.Write("other.yaml", Policy.Replace("gpu: 2", "gpu: 1", StringComparison.Ordinal));

        Run(folder, "--policy", $"{folder.At("policy.yaml")},{other}", "--html", page);
        var shown = await ExternalProgram.RunAsync(
            "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--no-first-run", $"--user-data-dir={folder.At("profile")}",
            "--enable-logging=stderr", "--dump-dom", new Uri(page).AbsoluteUri);

        Assert.Contains(
            "<p class=\"lead\">1 node, 2 policies, 1 scheduler.</p>", shown.Output, StringComparison.Ordinal);
        Assert.All(["policy", "other"], policy => Assert.Contains(
            $"<h3>GPUs by tenant over time: headroom · {policy}</h3>", shown.Output, StringComparison.Ordinal));
        Assert.Contains("<td class=\"word\">vision</td>", shown.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("CONSOLE", shown.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", shown.Output, StringComparison.Ordinal);
    }

    private static CliResult Run(TemporaryFolder folder, params string[] arguments)
    {
        var policy = folder.Write("policy.yaml", Policy);
        string[] all = ["replay", "share", "--jobs", folder.Write("jobs.csv", Jobs), "--fleet", "1x4", .. arguments];
        return Cli.Run(arguments.Contains("--policy") ? all : [.. all, "--policy", policy]);
    }
}
